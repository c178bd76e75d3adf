// Operations that make GPOs or replace their settings.
#pragma once
#include "operation.h"
#include "snapshot.h"

// A new GPO without settings; gives its GUID.
std::string createGpo(const Snapshot &snapshot);
// A new GPO with the settings of a starter GPO; gives its GUID.
std::string createGpoFromStarter(const Snapshot &snapshot, const std::string &starter);
// Puts settings, permissions, status, name and WMI filter link back; throws where the backup is of another domain.
Work restoreGpo(const Snapshot &snapshot, const fs::path &backup);
// Replaces the settings alone.
Work importSettings(const Snapshot &snapshot, const std::string &gpo, const fs::path &backup);
// Makes a new GPO in the target, without links. An empty name stands for GPMC's own choice.
Work copyGpo(const Snapshot &source, const std::string &gpo, const Snapshot &target, const std::string &name, bool withPermissions);
std::string newGuid();
