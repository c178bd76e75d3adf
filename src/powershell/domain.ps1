# Answers the requests of one domain, one after another, on one thread: all objects of GPMC are made and used here.
param([string] $Domain, [string] $ProgId)
$ErrorActionPreference = 'Stop'

# Each of these adds its methods: a script block that is given the request and its parameters, and returns the result.
$methods = @{}
foreach ($part in 'failures', 'directory', 'gpos', 'soms', 'operations', 'changes') {
  . ([IO.Path]::Combine($PSScriptRoot, "$part.ps1"))
}

# What is open: set by domain/open.
$gpm = $null
$gpmDomain = $null
$opened = $null

# Which call is being made, for the client's message.
$call = ''

$methods['domain/open'] = {
  param($request, $params)
  if ($null -ne $opened) { return $opened }
  Set-Call 'IGPM.GetDomain'
  $script:gpm = [Activator]::CreateInstance([Type]::GetTypeFromProgID($ProgId, $true))
  $choice = $params['controller']
  $name = if ($choice['kind'] -eq 'named') { $choice['name'] } else { '' }
  # GPM_USE_PDC 0, GPM_USE_ANYDC 1
  $flags = if ($choice['kind'] -eq 'any') { 1 } else { 0 }
  $script:gpmDomain = $gpm.GetDomain($Domain, $name, $flags)
  $controller = $gpmDomain.DomainController
  # Pinned: every later call, those of the directory too, goes to the controller that answered.
  $facts = Get-DomainFacts $gpmDomain.Domain $controller
  $facts['dnsName'] = $gpmDomain.Domain
  $facts['controller'] = $controller
  $facts['account'] = Get-AccountName
  $script:opened = $facts
  $facts
}

$methods['domain/close'] = {
  param($request, $params)
  [GroupPolicyAsCode.Session]::RemoveDomain($Domain)
  $null
}

function Set-Call([string] $name) { $script:call = $name }

# Releases COM objects that are no longer needed.
function Clear-ComObject { foreach ($value in $args) { [GroupPolicyAsCode.ComObjects]::Release($value) } }

# Hands each element of a collection of GPMC to a script block, and releases it.
function Use-Each($collection, [scriptblock] $use) {
  try {
    $count = $collection.Count
    for ($index = 1; $index -le $count; $index++) {
      $item = $collection.Item($index)
      try { & $use $item } finally { Clear-ComObject $item }
    }
  }
  finally { Clear-ComObject $collection }
}

function Assert-NotCancelled([GroupPolicyAsCode.Request] $request) {
  if ($request.IsCancelled) { throw (New-Failure 'cancelled' 'Cancelled.') }
}

function Get-AccountName {
  try { [Security.Principal.WindowsIdentity]::GetCurrent().Name } catch { [Environment]::UserName }
}

while ($null -ne ($request = [GroupPolicyAsCode.Session]::TakeOf($Domain))) {
  $call = $request.Method
  try {
    $method = $methods[$request.Method]
    if ($null -eq $method) { $request.Refuse(-32601, "No method $($request.Method)."); continue }
    if ($request.Method -ne 'domain/open' -and $null -eq $gpmDomain) { throw (New-Failure 'not-open' 'The domain is not open.') }
    Assert-NotCancelled $request
    $request.Succeed((& $method $request $request.Params))
  }
  catch { Send-Failure $request $_.Exception $call }
  if ($request.Method -eq 'domain/open' -and $null -eq $gpmDomain) { [GroupPolicyAsCode.Session]::RemoveDomain($Domain) }
}
Clear-ComObject $gpmDomain $gpm
