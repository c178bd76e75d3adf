// What an operation of a GPO does with files.
#pragma once
#include "operation.h"
#include "snapshot.h"

// Backs a GPO up into the set: a step for each of its folders. Cancelled or failed, it leaves nothing behind.
Work backUp(const Snapshot &snapshot, const std::string &gpo, const fs::path &set, const std::string &comment);
// A report in GPMC's XML, without the settings.
Work report(const Snapshot &snapshot, const std::string &gpo);
// The same of a GPO that is known by its name alone, as in a backup.
Work reportOf(const std::string &gpo, const std::string &name);
