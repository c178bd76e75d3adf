// Makers of the server's objects; each gives one reference to its caller.
#pragma once
#include "newerInterfaces.h"
#include "snapshot.h"

IGPM2 *newGpm();
IGPMDomain3 *newDomain(const Snapshot &snapshot, const std::string &controller);
IGPMGPO3 *newGpo(const Snapshot &snapshot, const std::string &id);
IGPMSOM *newSom(const Snapshot &snapshot, const Snapshot::Som &som);
IGPMSitesContainer *newSitesContainer(const Snapshot &snapshot, const std::string &controller);
IGPMStarterGPO *newStarter(const Snapshot &snapshot, const std::string &id);
IGPMWMIFilter *newWmiFilter(const Snapshot &snapshot, const std::string &id);
IGPMBackup *newBackup(const fs::path &folder, const std::string &id);
// The folder that a backup lies in.
fs::path folderOf(IGPMBackup *backup);
IGPMBackupDir *newBackupDir(const fs::path &folder);
