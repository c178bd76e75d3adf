// Copying of files and folders.
#pragma once
#include <filesystem>

// A file, or a folder with all in it; what is there already is replaced. fs::copy cannot do that with mingw-w64, which takes
// any two files that exist for the same one. Throws the HRESULT of Windows.
void copyTree(const std::filesystem::path &from, const std::filesystem::path &to);
