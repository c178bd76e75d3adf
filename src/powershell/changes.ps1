# Changes of GPOs that are done in one call.

function Use-Gpo($params, [scriptblock] $use) {
  $gpo = Open-Gpo $params['gpo']
  try { & $use $gpo } finally { Clear-ComObject $gpo }
}

$methods['gpo/create'] = {
  param($request, $params)
  $gpo = if ($null -eq $params['starter']) { New-EmptyGpo } else { New-GpoFromStarter $params['starter'] }
  try {
    Set-Call 'IGPMGPO.DisplayName'
    $gpo.DisplayName = $params['name']
    @{ gpo = $gpo.ID.ToUpperInvariant() }
  }
  finally { Clear-ComObject $gpo }
}

function New-EmptyGpo { Set-Call 'IGPMDomain.CreateGPO'; $gpmDomain.CreateGPO() }

function New-GpoFromStarter([string] $id) {
  Set-Call 'IGPMDomain2.GetStarterGPO'
  $starter = $gpmDomain.GetStarterGPO($id)
  try { Set-Call 'IGPMDomain2.CreateGPOFromStarterGPO'; $gpmDomain.CreateGPOFromStarterGPO($starter) }
  finally { Clear-ComObject $starter }
}

$methods['gpo/rename'] = {
  param($request, $params)
  Use-Gpo $params { param($gpo) Set-Call 'IGPMGPO.DisplayName'; $gpo.DisplayName = $params['name'] }
  $null
}

$methods['gpo/delete'] = {
  param($request, $params)
  Use-Gpo $params { param($gpo) Set-Call 'IGPMGPO.Delete'; $gpo.Delete() }
  $null
}

$methods['gpo/setStatus'] = {
  param($request, $params)
  Use-Gpo $params {
    param($gpo)
    Set-Call 'IGPMGPO.SetComputerEnabled'
    if ([bool]$gpo.IsComputerEnabled() -ne $params['computer']) { $gpo.SetComputerEnabled($params['computer']) }
    Set-Call 'IGPMGPO.SetUserEnabled'
    if ([bool]$gpo.IsUserEnabled() -ne $params['user']) { $gpo.SetUserEnabled($params['user']) }
  }
  $null
}

$methods['gpo/setWmiFilter'] = {
  param($request, $params)
  $filter = $null
  if ($null -ne $params['filter']) {
    Set-Call 'IGPMDomain.GetWMIFilter'
    # The order of the two parts is the one that this method documents (gpmc-object-model.md 8.11).
    $filter = $gpmDomain.GetWMIFilter("MSFT_SomFilter.Domain=`"$($opened['dnsName'])`",ID=`"$($params['filter'])`"")
  }
  try { Use-Gpo $params { param($gpo) Set-Call 'IGPMGPO.SetWMIFilter'; $gpo.SetWMIFilter($filter) } }
  finally { Clear-ComObject $filter }
  $null
}

$methods['gpo/isAclConsistent'] = {
  param($request, $params)
  Use-Gpo $params { param($gpo) @{ consistent = Test-AclConsistent $gpo } }
}

$methods['gpo/repairAcl'] = {
  param($request, $params)
  Use-Gpo $params { param($gpo) Set-Call 'IGPMGPO.MakeACLConsistent'; $gpo.MakeACLConsistent() }
  $null
}
