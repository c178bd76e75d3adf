// The permissions on a GPO as GPMC groups them.
#pragma once
#include "snapshot.h"
#include <gpmgmt.h>

// A new object with the permissions that an SDDL text grants and denies.
IGPMSecurityInfo *securityInfoOf(const Snapshot &snapshot, const std::string &sddl);
