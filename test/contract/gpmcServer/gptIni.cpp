#include "gptIni.h"
#include "personality.h"
#include <fstream>
#include <windows.h>

unsigned long sysvolVersion(const fs::path &folder) {
  Sleep(static_cast<DWORD>(personality("sysvol-read-ms", 0)));
  std::ifstream stream(folder / "GPT.INI");
  for (std::string line; std::getline(stream, line);)
    if (line.rfind("Version=", 0) == 0) return std::strtoul(line.c_str() + 8, nullptr, 10);
  throw HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND);
}

void writeSysvolVersion(const fs::path &folder, unsigned long version) {
  std::ofstream stream(folder / "GPT.INI", std::ios::binary | std::ios::trunc);
  stream << "[General]\r\nVersion=" << version << "\r\ndisplayName=New Group Policy Object\r\n";
  if (!stream) throw HRESULT_FROM_WIN32(ERROR_DISK_FULL);
}
