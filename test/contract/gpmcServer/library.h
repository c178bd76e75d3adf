// The library that holds the server.
#pragma once
#include <windows.h>

HMODULE libraryModule();
