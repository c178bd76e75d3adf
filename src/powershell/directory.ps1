# What GPMC's object model does not offer: taken from Active Directory at the pinned controller.

function Get-DomainFacts([string] $name, [string] $controller) {
  Set-Call 'LDAP RootDSE'
  $facts = [GroupPolicyAsCode.Directory]::ReadDomain($controller)
  @{
    netbiosName       = $facts['netbiosName']
    sid               = $facts['sid']
    guid              = $facts['guid']
    distinguishedName = $facts['distinguishedName']
    configuration     = $facts['configuration']
  }
}

# By GUID.
function Get-DirectoryGpos {
  Set-Call 'LDAP groupPolicyContainer'
  $all = @{}
  foreach ($gpo in [GroupPolicyAsCode.Directory]::ReadGpos($opened['controller'], $opened['distinguishedName'], [NullString]::Value)) {
    $all[$gpo['id']] = $gpo
  }
  $all
}

function Get-DirectoryGpo([string] $id) {
  Set-Call 'LDAP groupPolicyContainer'
  $found = [GroupPolicyAsCode.Directory]::ReadGpos($opened['controller'], $opened['distinguishedName'], $id)
  if ($found.Count -eq 0) { throw (New-Failure 'not-found' "There is no GPO $id.") }
  $found[0]
}

# The GPO's folder at the pinned controller: the path in the directory names the domain, which any controller may answer for.
function Get-SysvolPath([string] $id, $directory) {
  $path = [string]$directory['fileSysPath']
  $domainShare = "\\$($opened['dnsName'])\"
  if ($path.StartsWith($domainShare, [StringComparison]::OrdinalIgnoreCase)) {
    return "\\$($opened['controller'])\" + $path.Substring($domainShare.Length)
  }
  $path
}

function Get-GpoPath([string] $id) { "CN=$id,CN=Policies,CN=System,$($opened['distinguishedName'])" }

$methods['gpo/setSecurity'] = {
  param($request, $params)
  Set-Call 'LDAP nTSecurityDescriptor'
  [GroupPolicyAsCode.Directory]::WriteSecurity($opened['controller'], (Get-GpoPath $params['gpo']), $params['sddl'])
  # SYSVOL follows from AD.
  $gpo = Open-Gpo $params['gpo']
  try { Set-Call 'IGPMGPO.MakeACLConsistent'; $gpo.MakeACLConsistent() } finally { Clear-ComObject $gpo }
  $null
}

$methods['principals/find'] = {
  param($request, $params)
  Set-Call 'LDAP objectSid'
  , [GroupPolicyAsCode.Directory]::FindPrincipals($opened['controller'], $opened['distinguishedName'], $params['texts']).ToArray()
}
