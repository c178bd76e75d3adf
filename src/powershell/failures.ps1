# Turns what a call threw into FailureData of protocol.ts.

# The innermost exception has the server's HRESULT, whatever its type (gpmc-object-model.md 3.8).
function Get-InnermostException([Exception] $exception) {
  while ($null -ne $exception.InnerException) { $exception = $exception.InnerException }
  $exception
}

# A failure that this script found itself, not the server.
function New-Failure([string] $kind, [string] $message) {
  $failure = [InvalidOperationException]::new($message)
  $failure.Data['kind'] = $kind
  $failure
}

# ERROR_CANCELLED and E_ABORT both mean that Cancel was heard; objects that are gone come in several forms (5).
$cancelledResults = 0x800704C7, 0x80004004
$notFoundResults = 0x80072030, 0x80070002, 0x80070490

function Get-FailureKind([Exception] $exception) {
  if ($exception.Data.Contains('kind')) { return $exception.Data['kind'] }
  if ($cancelledResults -contains $exception.HResult) { return 'cancelled' }
  if ($notFoundResults -contains $exception.HResult) { return 'not-found' }
  if ($exception -is [Runtime.InteropServices.ExternalException] -or $exception -is [UnauthorizedAccessException]) { return 'hresult' }
  if ($exception -is [IO.IOException] -or $exception -is [ArgumentException]) { return 'hresult' }
  'unexpected'
}

function Send-Failure([GroupPolicyAsCode.Request] $request, [Exception] $thrown, [string] $call) {
  $exception = Get-InnermostException $thrown
  $messages = if ($exception.Data.Contains('messages')) { $exception.Data['messages'] } else { @() }
  $data = @{ kind = Get-FailureKind $exception; hresult = $exception.HResult; messages = @($messages); call = $call }
  $request.Fail($exception.Message, $data)
}
