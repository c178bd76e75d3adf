# The operations of GPMC that report Status and can be cancelled (gpmc-object-model.md 3).

# GPMReportType
$repXml = 0

# How often the thread looks whether the operation has ended without saying so.
$pollMilliseconds = 100
# An asynchronous operation that has been cancelled may say no more: then its result is asked.
$silenceAfterCancelMilliseconds = 10000

# Whether progress objects were refused in this session; said once.
$progressRefused = $false
$progressWrapped = $false

# E_INVALIDARG, DISP_E_TYPEMISMATCH, E_NOINTERFACE: the progress object was not taken as it came.
$refusals = 0x80070057, 0x80020005, 0x80004002

# Calls an operation with a sink, and as a fallback without: `$start` is given the progress object and a reference that
# takes the cancel object, and returns the IGPMResult.
function Start-Operation([GroupPolicyAsCode.Request] $request, [scriptblock] $start) {
  $cancel = $null
  if (-not $script:progressRefused) {
    $sink = [GroupPolicyAsCode.ProgressSink]::new($request)
    $forms = if ($script:progressWrapped) { , 'wrapped' } else { 'plain', 'wrapped' }
    foreach ($form in $forms) {
      # A plain object travels as VT_DISPATCH, this one as VT_UNKNOWN (measured with a stand-in).
      $progress = if ($form -eq 'plain') { $sink } else { [Runtime.InteropServices.UnknownWrapper]::new($sink) }
      try {
        $result = & $start $progress ([ref]$cancel)
        $script:progressWrapped = $form -eq 'wrapped'
        return @{ sink = $sink; result = $result; cancel = $cancel }
      }
      catch {
        $hresult = (Get-InnermostException $_.Exception).HResult
        if ($refusals -notcontains $hresult) { throw }
      }
    }
    $script:progressRefused = $true
    [GroupPolicyAsCode.Session]::Log('warn', 'The server takes no progress object: operations run without progress, and Cancel takes effect after each GPO.')
  }
  @{ sink = $null; result = (& $start ([Type]::Missing) ([ref]$cancel)); cancel = $null }
}

# Runs one operation to its end; returns what it made.
function Invoke-Operation([GroupPolicyAsCode.Request] $request, [string] $name, [scriptblock] $start) {
  Set-Call $name
  Assert-NotCancelled $request
  $operation = Start-Operation $request $start
  try {
    $end = if ($null -eq $operation.sink) { $null } else { Wait-Operation $request $operation }
    Complete-Operation $request $operation $end
  }
  finally {
    if ($null -ne $operation.sink) { $operation.sink.Close() }
    Clear-ComObject $operation.cancel $operation.result
  }
}

function Send-Status([GroupPolicyAsCode.Request] $request, $report, [bool] $cancellable) {
  $request.Progress(@{
      numerator   = $report.Numerator
      denominator = $report.Denominator
      hresult     = $report.HResult
      messages    = $report.Messages
      cancellable = $cancellable
    })
}

# A failure, or as many steps done as there are: the last Status. With no denominator only the result tells.
function Test-LastStatus($report) {
  if ($null -ne $report.Result) { return $true }
  if ($report.HResult -lt 0) { return $true }
  $report.Denominator -gt 0 -and $report.Numerator -ge $report.Denominator
}

# Waits for the last Status, and passes each on; Cancel goes to the server at once. Returns the last Status, or null where
# the operation ended without one.
function Wait-Operation([GroupPolicyAsCode.Request] $request, $operation) {
  $cancellable = $null -ne $operation.cancel
  $silence = $null
  while ($true) {
    $item = $request.Wait($pollMilliseconds)
    if ($item -is [GroupPolicyAsCode.StatusReport]) {
      Send-Status $request $item $cancellable
      if (Test-LastStatus $item) { return $item }
    }
    elseif ($null -ne $item) {
      if ($cancellable) { Stop-Operation $operation.cancel; $silence = [Diagnostics.Stopwatch]::StartNew() }
    }
    elseif ($null -ne $silence -and $silence.ElapsedMilliseconds -ge $silenceAfterCancelMilliseconds) { return $null }
    elseif (-not $cancellable -and (Test-Ended $operation.result)) { return $null }
  }
}

function Stop-Operation($cancel) {
  try { $cancel.Cancel() }
  catch { [GroupPolicyAsCode.Session]::Log('warn', "Cancel was refused: $($_.Exception.Message)") }
}

# Without a cancel object the operation may have run synchronously, and then its result is there already.
function Test-Ended($result) {
  if ($null -eq $result) { return $false }
  try { $null -ne $result.Result } catch { $true }
}

# OverallStatus returns its value as HRESULT, so that a failure throws (3.8).
function Get-OverallStatus($result) {
  if ($null -eq $result) { return 0 }
  try { $null = $result.OverallStatus(); 0 } catch { (Get-InnermostException $_.Exception).HResult }
}

function Get-Messages($result, $end) {
  if ($null -ne $end -and $end.Messages.Count -gt 0) { return $end.Messages }
  if ($null -eq $result) { return @() }
  try { [GroupPolicyAsCode.StatusMessages]::Read($result.Status) } catch { @() }
}

# What the operation made: in its last Status, in IGPMResult, or in both.
function Get-Made($result, $end) {
  if ($null -ne $end -and $null -ne $end.Result) { return $end.Result }
  if ($null -eq $result) { return $null }
  $result.Result
}

function Complete-Operation([GroupPolicyAsCode.Request] $request, $operation, $end) {
  $status = Get-OverallStatus $operation.result
  if ($null -ne $end -and $end.HResult -lt 0) { $status = $end.HResult }
  $silent = $null -ne $operation.sink -and $null -eq $end -and $request.IsCancelled -and $null -ne $operation.cancel
  if ($status -lt 0 -or $silent) {
    $failure = [Runtime.InteropServices.COMException]::new('The operation failed.', $status)
    if ($silent) { $failure = New-Failure 'cancelled' 'Cancelled.' }
    $failure.Data['messages'] = @(Get-Messages $operation.result $end)
    throw $failure
  }
  if ($null -eq $operation.sink) { Send-Status $request (Get-EndedStatus $operation.result) $false }
  Get-Made $operation.result $end
}

function Get-EndedStatus($result) {
  @{ Numerator = 1; Denominator = 1; HResult = 0; Messages = @(Get-Messages $result $null) }
}

function Open-Backup($params) {
  Set-Call 'IGPM.GetBackupDir'
  $folder = $gpm.GetBackupDir($params['folder'])
  try { Set-Call 'IGPMBackupDir.GetBackup'; $folder.GetBackup($params['backup']) } finally { Clear-ComObject $folder }
}

function Open-MigrationTable($params) {
  if ($null -eq $params['migrationTable']) { return $null }
  Set-Call 'IGPM.GetMigrationTable'
  $gpm.GetMigrationTable($params['migrationTable'])
}

# UTF-16 with a byte order mark: the report's own declaration says so.
function Save-Report([string] $file, $report) { [IO.File]::WriteAllText($file, [string]$report, [Text.Encoding]::Unicode) }

$methods['gpo/backup'] = {
  param($request, $params)
  $gpo = Open-Gpo $params['gpo']
  try {
    $backup = Invoke-Operation $request 'IGPMGPO.Backup' {
      param($progress, $cancel)
      $gpo.Backup($params['folder'], $params['comment'], $progress, $cancel)
    }
    try { @{ backup = $backup.ID.ToUpperInvariant() } } finally { Clear-ComObject $backup }
  }
  finally { Clear-ComObject $gpo }
}

$methods['gpo/restore'] = {
  param($request, $params)
  $backup = Open-Backup $params
  try {
    $made = Invoke-Operation $request 'IGPMDomain.RestoreGPO' {
      param($progress, $cancel)
      $gpmDomain.RestoreGPO($backup, 0, $progress, $cancel)
    }
    Clear-ComObject $made
  }
  finally { Clear-ComObject $backup }
  $null
}

$methods['gpo/import'] = {
  param($request, $params)
  $gpo = Open-Gpo $params['gpo']
  $backup = Open-Backup $params
  $table = Open-MigrationTable $params
  # GPM_MIGRATIONTABLE_ONLY 1
  $flags = [int][bool]$params['strict']
  try {
    $made = Invoke-Operation $request 'IGPMGPO.Import' {
      param($progress, $cancel)
      $mapping = if ($null -eq $table) { [Type]::Missing } else { $table }
      $gpo.Import($flags, $backup, $mapping, $progress, $cancel)
    }
    Clear-ComObject $made
  }
  finally { Clear-ComObject $table $backup $gpo }
  $null
}

$methods['gpo/copy'] = {
  param($request, $params)
  $gpo = Open-Gpo $params['gpo']
  $table = Open-MigrationTable $params
  $isOther = $params['targetDomain'] -ne $opened['dnsName']
  $target = $gpmDomain
  # GPM_MIGRATIONTABLE_ONLY 1, GPM_PROCESS_SECURITY 2
  $flags = [int][bool]$params['strict'] + 2 * [int][bool]$params['copyAcl']
  try {
    if ($isOther) { Set-Call 'IGPM.GetDomain'; $target = $gpm.GetDomain($params['targetDomain'], '', 0) }
    $made = Invoke-Operation $request 'IGPMGPO.CopyTo' {
      param($progress, $cancel)
      $mapping = if ($null -eq $table) { [Type]::Missing } else { $table }
      $gpo.CopyTo($flags, $target, $params['name'], $mapping, $progress, $cancel)
    }
    try { @{ gpo = $made.ID.ToUpperInvariant() } } finally { Clear-ComObject $made }
  }
  finally {
    if ($isOther) { Clear-ComObject $target }
    Clear-ComObject $table $gpo
  }
}

$methods['gpo/report'] = {
  param($request, $params)
  $gpo = Open-Gpo $params['gpo']
  try {
    $report = Invoke-Operation $request 'IGPMGPO.GenerateReport' {
      param($progress, $cancel)
      $gpo.GenerateReport($repXml, $progress, $cancel)
    }
    Save-Report $params['file'] $report
  }
  finally { Clear-ComObject $gpo }
  $null
}

$methods['backup/report'] = {
  param($request, $params)
  $backup = Open-Backup $params
  try {
    $report = Invoke-Operation $request 'IGPMBackup.GenerateReport' {
      param($progress, $cancel)
      $backup.GenerateReport($repXml, $progress, $cancel)
    }
    Save-Report $params['file'] $report
  }
  finally { Clear-ComObject $backup }
  $null
}
