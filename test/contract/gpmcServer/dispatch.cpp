#include "dispatch.h"
#include "interfaceIds.h"
#include "library.h"
#include <mutex>

ITypeInfo *typeInfoOf(REFGUID interfaceId) {
  static std::mutex mutex;
  static ITypeLib *library = nullptr;
  const std::lock_guard<std::mutex> lock(mutex);
  if (library == nullptr) {
    wchar_t path[MAX_PATH];
    GetModuleFileNameW(libraryModule(), path, MAX_PATH);
    if (FAILED(LoadTypeLibEx(path, REGKIND_NONE, &library))) return nullptr;
  }
  ITypeInfo *info = nullptr;
  library->GetTypeInfoOfGuid(interfaceId, &info);
  return info;
}

std::wstring wide(const std::string &text) {
  const int length = MultiByteToWideChar(CP_UTF8, 0, text.data(), static_cast<int>(text.size()), nullptr, 0);
  std::wstring result(static_cast<std::size_t>(length), L'\0');
  MultiByteToWideChar(CP_UTF8, 0, text.data(), static_cast<int>(text.size()), result.data(), length);
  return result;
}

std::string narrow(const wchar_t *text) {
  if (text == nullptr) return "";
  const int units = static_cast<int>(wcslen(text));
  const int length = WideCharToMultiByte(CP_UTF8, 0, text, units, nullptr, 0, nullptr, nullptr);
  std::string result(static_cast<std::size_t>(length), '\0');
  WideCharToMultiByte(CP_UTF8, 0, text, units, result.data(), length, nullptr, nullptr);
  return result;
}

BSTR bstr(const std::string &text) {
  const std::wstring units = wide(text);
  return SysAllocStringLen(units.data(), static_cast<UINT>(units.size()));
}

DATE localDate(const std::string &iso) {
  SYSTEMTIME utc = {};
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0;
  sscanf(iso.c_str(), "%d-%d-%dT%d:%d:%d", &year, &month, &day, &hour, &minute, &second);
  utc.wYear = static_cast<WORD>(year);
  utc.wMonth = static_cast<WORD>(month);
  utc.wDay = static_cast<WORD>(day);
  utc.wHour = static_cast<WORD>(hour);
  utc.wMinute = static_cast<WORD>(minute);
  utc.wSecond = static_cast<WORD>(second);
  SYSTEMTIME local = {};
  SystemTimeToTzSpecificLocalTime(nullptr, &utc, &local);
  DATE date = 0;
  SystemTimeToVariantTime(&local, &date);
  return date;
}
