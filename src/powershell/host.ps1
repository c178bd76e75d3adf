# The session's script: dot-sourced by the one line that the product writes to PowerShell's standard input. It takes that
# input over and answers requests until it ends. See README.md. Windows PowerShell 5.1's language only.
$ErrorActionPreference = 'Stop'
$folder = $PSScriptRoot
$progId = if ($env:GROUP_POLICY_PROGID) { $env:GROUP_POLICY_PROGID } else { 'GPMgmt.GPM' }
$apartment = if ($env:GROUP_POLICY_APARTMENT -eq 'STA') { 'STA' } else { 'MTA' }

if ($null -eq ('GroupPolicyAsCode.Session' -as [Type])) {
  $sources = 'Json', 'Request', 'Session', 'StatusMessages', 'ProgressSink' | ForEach-Object { [IO.Path]::Combine($folder, "$_.cs") }
  Add-Type -Path $sources
}

. ([IO.Path]::Combine($folder, 'environment.ps1'))

# Each domain has a runspace, and with it a thread, of its own: GPMC's objects stay where they were made.
function Start-Domain([GroupPolicyAsCode.Request] $request) {
  $domain = [string]$request.Params['domain']
  if (-not [GroupPolicyAsCode.Session]::AddDomain($domain, $request)) { return }
  $state = [Management.Automation.Runspaces.InitialSessionState]::CreateDefault2()
  $state.ApartmentState = [Threading.ApartmentState]$apartment
  $state.ThreadOptions = [Management.Automation.Runspaces.PSThreadOptions]::UseNewThread
  $runspace = [Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace($state)
  $runspace.Open()
  $shell = [PowerShell]::Create()
  $shell.Runspace = $runspace
  $null = $shell.AddCommand([IO.Path]::Combine($folder, 'domain.ps1'))
  $null = $shell.AddParameter('Domain', $domain).AddParameter('ProgId', $progId)
  $null = $shell.BeginInvoke()
}

[GroupPolicyAsCode.Session]::Start()
while ($null -ne ($request = [GroupPolicyAsCode.Session]::TakeOwn())) {
  try {
    switch ($request.Method) {
      'session/hello' { $request.Succeed((Get-Handshake)) }
      'domain/open' { Start-Domain $request }
      default { $request.Refuse(-32601, "No method $($request.Method).") }
    }
  }
  catch { $request.Refuse(-32603, $_.Exception.Message) }
}
# PowerShell itself was started to stay; without input there is nothing to stay for.
exit 0
