// Backup.xml: what a backup keeps of a GPO beside its files.
#pragma once
#include "snapshot.h"

struct BackedUpGpo {
  std::string id;
  std::string domain;
  // The GPO's object as a snapshot holds it; its version is the higher one of AD and SYSVOL.
  Json object;
};

// All files stand in the block for extensions that the template does not know.
std::string writeBackupXml(const Snapshot &snapshot, const std::string &gpo);
// Throws ERROR_FILE_NOT_FOUND.
BackedUpGpo readBackupXml(const fs::path &backup, const std::string &domainSid);
