#include "fileTree.h"
#include <windows.h>

namespace fs = std::filesystem;

void copyTree(const fs::path &from, const fs::path &to) {
  if (!fs::is_directory(from)) {
    fs::create_directories(to.parent_path());
    if (!CopyFileW(from.c_str(), to.c_str(), FALSE)) throw HRESULT_FROM_WIN32(GetLastError());
    return;
  }
  fs::create_directories(to);
  for (const fs::directory_entry &entry : fs::directory_iterator(from)) copyTree(entry.path(), to / entry.path().filename());
}
