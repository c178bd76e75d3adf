// gpt.ini in a GPO's folder: the versions that clients read.
#pragma once
#include "snapshot.h"

// The user's half is the upper one. Throws ERROR_FILE_NOT_FOUND.
unsigned long sysvolVersion(const fs::path &folder);
void writeSysvolVersion(const fs::path &folder, unsigned long version);
