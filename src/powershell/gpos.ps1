# Reading GPOs: lists in batches, and all of one.

$batchSize = 200

# UTC; GPMC gives the local time of the calling computer (gpmc-object-model.md 1.1).
function Format-Time([DateTime] $time) {
  [DateTime]::SpecifyKind($time, 'Local').ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', [Globalization.CultureInfo]::InvariantCulture)
}

# GUID of a WMI filter from its path, whose two parts come in either order (2.8).
function Get-WmiFilterId($gpo) {
  $filter = $gpo.GetWMIFilter()
  if ($null -eq $filter) { return $null }
  try { if ($filter.Path -match 'ID="([^"]+)"') { $Matches[1].ToUpperInvariant() } else { $null } }
  finally { Clear-ComObject $filter }
}

# Everything of a GPO that lies in the directory; nothing is read from SYSVOL.
function Get-ListedGpo($gpo, [hashtable] $directory) {
  $id = $gpo.ID.ToUpperInvariant()
  $known = $directory[$id]
  @{
    id              = $id
    name            = $gpo.DisplayName
    computerEnabled = [bool]$gpo.IsComputerEnabled()
    userEnabled     = [bool]$gpo.IsUserEnabled()
    computerVersion = [int]$gpo.ComputerDSVersionNumber
    userVersion     = [int]$gpo.UserDSVersionNumber
    wmiFilter       = Get-WmiFilterId $gpo
    created         = Format-Time $gpo.CreationTime
    modified        = Format-Time $gpo.ModificationTime
    owner           = if ($null -ne $known) { [string]$known['owner'] } else { '' }
    description     = [string]$gpo.Description
  }
}

function Get-Sysvol([scriptblock] $read) { try { [int](& $read) } catch { $null } }

function Get-ComparedGpo($gpo) {
  @{
    id                    = $gpo.ID.ToUpperInvariant()
    computerSysvolVersion = Get-Sysvol { $gpo.ComputerSysvolVersionNumber }
    userSysvolVersion     = Get-Sysvol { $gpo.UserSysvolVersionNumber }
    aclConsistent         = Test-AclConsistent $gpo
  }
}

# A difference of the ACLs may also come as a failure (2.5): both mean that they are not consistent.
function Test-AclConsistent($gpo) { try { [bool]$gpo.IsACLConsistent() } catch { $false } }

function Open-Gpo([string] $id) {
  Set-Call 'IGPMDomain.GetGPO'
  $gpmDomain.GetGPO($id)
}

function Search-Gpo {
  Set-Call 'IGPMDomain.SearchGPOs'
  $criteria = $gpm.CreateSearchCriteria()
  try { , $gpmDomain.SearchGPOs($criteria) } finally { Clear-ComObject $criteria }
}

# Sends what a script block makes of each item, in batches.
function Send-Batches([GroupPolicyAsCode.Request] $request, $items, [scriptblock] $make) {
  $batch = [Collections.Generic.List[object]]::new()
  foreach ($item in $items) {
    Assert-NotCancelled $request
    $batch.Add((& $make $item))
    if ($batch.Count -eq $batchSize) { $request.Progress($batch.ToArray()); $batch.Clear() }
  }
  if ($batch.Count -gt 0) { $request.Progress($batch.ToArray()) }
}

$methods['gpos/list'] = {
  param($request, $params)
  $directory = Get-DirectoryGpos
  $batch = [Collections.Generic.List[object]]::new()
  Use-Each (Search-Gpo) {
    param($gpo)
    Assert-NotCancelled $request
    $batch.Add((Get-ListedGpo $gpo $directory))
    if ($batch.Count -eq $batchSize) { $request.Progress($batch.ToArray()); $batch.Clear() }
  }
  if ($batch.Count -gt 0) { $request.Progress($batch.ToArray()) }
  $null
}

$methods['gpos/compare'] = {
  param($request, $params)
  Send-Batches $request $params['gpos'] {
    param($id)
    $gpo = $null
    try { $gpo = Open-Gpo $id; Get-ComparedGpo $gpo }
    catch { @{ id = $id; computerSysvolVersion = $null; userSysvolVersion = $null; aclConsistent = $null } }
    finally { Clear-ComObject $gpo }
  }
  $null
}

$methods['gpos/names'] = {
  param($request, $params)
  $names = [Collections.Generic.List[object]]::new()
  Use-Each (Search-Gpo) { param($gpo) $names.Add(@{ id = $gpo.ID.ToUpperInvariant(); name = $gpo.DisplayName }) }
  , $names.ToArray()
}

$methods['gpo/read'] = {
  param($request, $params)
  $gpo = Open-Gpo $params['gpo']
  try {
    $id = $gpo.ID.ToUpperInvariant()
    $directory = Get-DirectoryGpo $id
    $sysvol = Get-SysvolPath $id $directory
    @{
      gpo                = Get-ListedGpo $gpo @{ $id = $directory }
      compared           = Get-ComparedGpo $gpo
      sddl               = [string]$directory['sddl']
      permissions        = @(Get-Permissions $gpo)
      sysvolPath         = $sysvol
      files              = @(Get-SysvolFiles $sysvol)
      computerExtensions = [string]$directory['computerExtensions']
      userExtensions     = [string]$directory['userExtensions']
    }
  }
  finally { Clear-ComObject $gpo }
}

function Get-Permissions($gpo) {
  Set-Call 'IGPMGPO.GetSecurityInfo'
  Use-Each $gpo.GetSecurityInfo() {
    param($permission)
    $trustee = $permission.Trustee
    try {
      $name = [string]$trustee.TrusteeName
      $from = [string]$trustee.TrusteeDomain
      @{
        sid        = $trustee.TrusteeSid
        name       = if ($name -eq '') { $null } elseif ($from -eq '') { $name } else { "$from\$name" }
        sidNameUse = [int]$trustee.TrusteeType
        permission = [int]$permission.Permission
        denied     = [bool]$permission.Denied
        inherited  = [bool]$permission.Inherited
      }
    }
    finally { Clear-ComObject $trustee }
  }
}

# All files below the folder, hidden ones too.
function Get-SysvolFiles([string] $sysvol) {
  $folder = [IO.DirectoryInfo]::new($sysvol)
  if (-not $folder.Exists) { return }
  $start = $folder.FullName.TrimEnd('\').Length + 1
  foreach ($file in $folder.EnumerateFiles('*', [IO.SearchOption]::AllDirectories)) {
    @{ path = $file.FullName.Substring($start).Replace('\', '/'); size = $file.Length }
  }
}
