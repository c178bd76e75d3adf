# What the session finds out about itself and the computer: protocol.ts, Handshake.

# Asks for something that a computer may lack; the fallback then.
function Get-Fact([scriptblock] $ask, $fallback) {
  try { & $ask } catch { $fallback }
}

function Get-GpmcFact {
  $type = [Type]::GetTypeFromProgID($progId)
  if ($null -eq $type) { return $null }
  $model = Get-Fact {
    $key = [Microsoft.Win32.Registry]::ClassesRoot.OpenSubKey("CLSID\{$($type.GUID)}\InprocServer32")
    [string]$key.GetValue('ThreadingModel')
  } ''
  @{ progId = $progId; threadingModel = [string]$model }
}

function Test-Elevated {
  $identity = [Security.Principal.WindowsIdentity]::GetCurrent()
  $principal = [Security.Principal.WindowsPrincipal]::new($identity)
  $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
}

function Get-Handshake {
  $versions = $PSVersionTable
  @{
    protocol        = 1
    powershell      = [string]$versions.PSVersion
    edition         = if ($versions.PSEdition -eq 'Core') { 'Core' } else { 'Desktop' }
    languageMode    = [string]$ExecutionContext.SessionState.LanguageMode
    executionPolicy = [string](Get-Fact { Get-ExecutionPolicy } '')
    bits            = [IntPtr]::Size * 8
    elevated        = [bool](Get-Fact { Test-Elevated } $false)
    processId       = $PID
    account         = [string](Get-Fact { [Security.Principal.WindowsIdentity]::GetCurrent().Name } ([Environment]::UserName))
    joinedDomain    = [string](Get-Fact { [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().DomainName } '')
    gpmc            = Get-GpmcFact
    sink            = @{ available = $true }
    apartment       = $apartment
  }
}
