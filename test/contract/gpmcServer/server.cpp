// The in-process server: its class factory, and its entry in the registry.
#include "dispatch.h"
#include "interfaceIds.h"
#include "library.h"
#include "objects.h"

namespace {
HMODULE module = nullptr;
constexpr wchar_t progId[] = L"GroupPolicyTest.GPM";

class Factory final : public IClassFactory {
 public:
  HRESULT WINAPI QueryInterface(REFIID wanted, void **found) override {
    const bool known = IsEqualGUID(wanted, IID_IUnknown) || IsEqualGUID(wanted, IID_IClassFactory);
    *found = known ? static_cast<IClassFactory *>(this) : nullptr;
    return known ? S_OK : E_NOINTERFACE;
  }
  // It lives as long as the library.
  ULONG WINAPI AddRef() override { return 2; }
  ULONG WINAPI Release() override { return 1; }
  HRESULT WINAPI CreateInstance(IUnknown *outer, REFIID wanted, void **made) override {
    *made = nullptr;
    if (outer != nullptr) return CLASS_E_NOAGGREGATION;
    const Held<IGPM2> gpm(newGpm());
    return gpm->QueryInterface(wanted, made);
  }
  HRESULT WINAPI LockServer(BOOL) override { return S_OK; }
};

Factory factory;

std::wstring guidText(REFGUID guid) {
  wchar_t text[40];
  StringFromGUID2(guid, text, 40);
  return text;
}

// Wine 8 does not see classes registered under HKCU; on Windows that is where this belongs.
HKEY classesRoot() {
  const HMODULE runtime = GetModuleHandleW(L"ntdll.dll");
  return GetProcAddress(runtime, "wine_get_version") == nullptr ? HKEY_CURRENT_USER : HKEY_LOCAL_MACHINE;
}

void setKey(const std::wstring &key, const wchar_t *name, const std::wstring &value) {
  const std::wstring path = L"Software\\Classes\\" + key;
  const DWORD bytes = static_cast<DWORD>((value.size() + 1) * sizeof(wchar_t));
  const LSTATUS status = RegSetKeyValueW(classesRoot(), path.c_str(), name, REG_SZ, value.c_str(), bytes);
  if (status != ERROR_SUCCESS) throw HRESULT_FROM_WIN32(status);
}
}  // namespace

HMODULE libraryModule() { return module; }

extern "C" {
BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID) {
  if (reason == DLL_PROCESS_ATTACH) module = instance;
  return TRUE;
}

HRESULT WINAPI DllGetClassObject(REFCLSID wantedClass, REFIID wanted, void **found) {
  *found = nullptr;
  return IsEqualGUID(wantedClass, ids::serverClass) ? factory.QueryInterface(wanted, found) : CLASS_E_CLASSNOTAVAILABLE;
}

HRESULT WINAPI DllCanUnloadNow() { return liveObjects == 0 ? S_OK : S_FALSE; }

HRESULT WINAPI DllRegisterServer() {
  return guarded([] {
    wchar_t path[MAX_PATH];
    GetModuleFileNameW(module, path, MAX_PATH);
    const std::wstring id = guidText(ids::serverClass);
    const std::wstring key = L"CLSID\\" + id;
    setKey(key, nullptr, progId);
    setKey(key + L"\\InprocServer32", nullptr, path);
    setKey(key + L"\\InprocServer32", L"ThreadingModel", L"Both");
    setKey(key + L"\\ProgID", nullptr, progId);
    setKey(std::wstring(progId) + L"\\CLSID", nullptr, id);
    return S_OK;
  });
}

HRESULT WINAPI DllUnregisterServer() {
  const std::wstring classes = L"Software\\Classes\\";
  RegDeleteTreeW(classesRoot(), (classes + L"CLSID\\" + guidText(ids::serverClass)).c_str());
  RegDeleteTreeW(classesRoot(), (classes + progId).c_str());
  return S_OK;
}
}
