# Scopes of management with their links, WMI filters and starter GPOs.

# GPMSOMType
$somKinds = @{ 0 = 'site'; 1 = 'domain'; 2 = 'ou' }

function Get-ListedSom($som) {
  @{
    path               = $som.Path
    kind               = $somKinds[[int]$som.Type]
    name               = $som.Name
    inheritanceBlocked = [bool]$som.GPOInheritanceBlocked
    links              = @(Get-ListedLinks $som)
  }
}

function Get-ListedLinks($som) {
  Set-Call 'IGPMSOM.GetGPOLinks'
  Use-Each $som.GetGPOLinks() {
    param($link)
    @{
      gpo       = $link.GPOID.ToUpperInvariant()
      gpoDomain = $link.GPODomain
      enabled   = [bool]$link.Enabled
      enforced  = [bool]$link.Enforced
    }
  }
}

# DNS name of the forest's root domain: the configuration partition lies below it.
function Get-ForestName {
  $parts = $opened['configuration'] -split ',' | Where-Object { $_ -match '^DC=' } | ForEach-Object { $_.Substring(3) }
  $parts -join '.'
}

function Search-Site {
  Set-Call 'IGPM.GetSitesContainer'
  $container = $gpm.GetSitesContainer((Get-ForestName), $opened['dnsName'], $opened['controller'], 0)
  $criteria = $gpm.CreateSearchCriteria()
  try { , $container.SearchSites($criteria) } finally { Clear-ComObject $criteria $container }
}

function Search-Som {
  Set-Call 'IGPMDomain.SearchSOMs'
  $criteria = $gpm.CreateSearchCriteria()
  try { , $gpmDomain.SearchSOMs($criteria) } finally { Clear-ComObject $criteria }
}

$methods['soms/list'] = {
  param($request, $params)
  $batch = [Collections.Generic.List[object]]::new()
  foreach ($soms in (Search-Som), (Search-Site)) {
    Use-Each $soms {
      param($som)
      Assert-NotCancelled $request
      $batch.Add((Get-ListedSom $som))
      if ($batch.Count -eq $batchSize) { $request.Progress($batch.ToArray()); $batch.Clear() }
    }
  }
  if ($batch.Count -gt 0) { $request.Progress($batch.ToArray()) }
  $null
}

# An element of gPLink (MS-GPOL 2.2.2): a path, and options of which 1 is disabled and 2 enforced.
$linkPattern = '\[LDAP://(?<path>(?:cn=)?(?<gpo>\{[0-9a-f-]+\})[^;\]]*);(?<options>\d+)\]'

# In link order: the attribute has the highest precedence last.
function Read-Links([string] $som) {
  $text = [GroupPolicyAsCode.Directory]::ReadText($opened['controller'], $som, 'gPLink')
  $links = @(foreach ($match in [regex]::Matches($text, $linkPattern, 'IgnoreCase')) {
      $options = [int]$match.Groups['options'].Value
      @{
        path     = $match.Groups['path'].Value
        gpo      = $match.Groups['gpo'].Value.ToUpperInvariant()
        enabled  = ($options -band 1) -eq 0
        enforced = ($options -band 2) -ne 0
      }
    })
  [Array]::Reverse($links)
  , $links
}

function Test-SameLinks($found, $expected) {
  if ($found.Count -ne $expected.Count) { return $false }
  for ($index = 0; $index -lt $found.Count; $index++) {
    foreach ($name in 'gpo', 'enabled', 'enforced') {
      if ($found[$index][$name] -ne $expected[$index][$name]) { return $false }
    }
  }
  $true
}

function Format-Link($link, $found) {
  $known = @($found | Where-Object { $_['gpo'] -eq $link['gpo'] })
  $parts = $link['gpoDomain'] -split '\.' | ForEach-Object { "DC=$_" }
  $path = if ($known.Count -gt 0) { $known[0]['path'] } else { "cn=$($link['gpo']),cn=policies,cn=system,$($parts -join ',')" }
  $options = [int](-not $link['enabled']) + 2 * [int]$link['enforced']
  "[LDAP://$path;$options]"
}

# In one write: GPMC could only remove and make links one by one.
$methods['som/setLinks'] = {
  param($request, $params)
  Set-Call 'LDAP gPLink'
  $found = Read-Links $params['som']
  if (-not (Test-SameLinks $found $params['expected'])) { throw (New-Failure 'links-changed' 'The links have changed.') }
  $texts = @(foreach ($link in $params['links']) { Format-Link $link $found })
  [Array]::Reverse($texts)
  [GroupPolicyAsCode.Directory]::WriteText($opened['controller'], $params['som'], 'gPLink', -join $texts)
  $null
}

$methods['som/setInheritanceBlocked'] = {
  param($request, $params)
  Set-Call 'IGPMDomain.GetSOM'
  $som = $gpmDomain.GetSOM($params['som'])
  try { Set-Call 'IGPMSOM.GPOInheritanceBlocked'; $som.GPOInheritanceBlocked = $params['blocked'] } finally { Clear-ComObject $som }
  $null
}

# How a query of GetQueryList names its namespace is not documented: NAMESPACE;QUERY, and the form of msWMI-Parm2, in which
# numbers and WQL stand before these, are both taken.
function Split-Query([string] $query) {
  $query = $query -replace '^(?:\d+;)+WQL;', ''
  $at = $query.IndexOf(';')
  if ($at -lt 0) { return @{ namespace = ''; query = $query } }
  @{ namespace = $query.Substring(0, $at); query = $query.Substring($at + 1) }
}

$methods['wmiFilters/list'] = {
  param($request, $params)
  Set-Call 'IGPMDomain.SearchWMIFilters'
  $criteria = $gpm.CreateSearchCriteria()
  try { $filters = $gpmDomain.SearchWMIFilters($criteria) } finally { Clear-ComObject $criteria }
  $found = @(Use-Each $filters {
      param($filter)
      $null = $filter.Path -match 'ID="([^"]+)"'
      @{
        id          = $Matches[1].ToUpperInvariant()
        name        = $filter.Name
        description = [string]$filter.Description
        queries     = @(foreach ($query in $filter.GetQueryList()) { Split-Query $query })
      }
    })
  , $found
}

$methods['starterGpos/list'] = {
  param($request, $params)
  Set-Call 'IGPMDomain2.SearchStarterGPOs'
  $criteria = $gpm.CreateSearchCriteria()
  try { $starters = $gpmDomain.SearchStarterGPOs($criteria) } finally { Clear-ComObject $criteria }
  $found = @(Use-Each $starters {
      param($starter)
      @{ id = $starter.ID.ToUpperInvariant(); name = $starter.DisplayName; description = [string]$starter.Description }
    })
  , $found
}
