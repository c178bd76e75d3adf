#include "backupFiles.h"
#include "dispatch.h"
#include "gptIni.h"
#include "interfaceIds.h"
#include "objects.h"
#include "operation.h"
#include "security.h"
#include "settings.h"
#include <fstream>

namespace {
HRESULT text(const std::string &from, BSTR *value) {
  *value = bstr(from);
  return S_OK;
}

class Gpo final : public Object<IGPMGPO3> {
 public:
  Gpo(const Snapshot &snapshot, std::string id)
      : Object({&ids::IGPMGPO3, &ids::IGPMGPO2, &ids::IGPMGPO}), snapshot_(snapshot), id_(std::move(id)) {}

  HRESULT WINAPI get_DisplayName(BSTR *value) override {
    return guarded([&] { return text(now().at("displayName"), value); });
  }
  HRESULT WINAPI put_DisplayName(BSTR value) override {
    return change([&](Json &gpo) { gpo["displayName"] = narrow(value); });
  }
  HRESULT WINAPI get_Path(BSTR *value) override {
    return text("cn=" + id_ + ",cn=policies,cn=system," + snapshot_.distinguishedName(), value);
  }
  HRESULT WINAPI get_ID(BSTR *value) override { return text(id_, value); }
  HRESULT WINAPI get_DomainName(BSTR *value) override { return text(snapshot_.dnsName(), value); }
  HRESULT WINAPI get_CreationTime(DATE *value) override { return date("whenCreated", value); }
  HRESULT WINAPI get_ModificationTime(DATE *value) override { return date("whenChanged", value); }
  HRESULT WINAPI get_UserDSVersionNumber(long *value) override { return version("user", value); }
  HRESULT WINAPI get_ComputerDSVersionNumber(long *value) override { return version("computer", value); }
  HRESULT WINAPI get_UserSysvolVersionNumber(long *value) override {
    return guarded([&] {
      *value = static_cast<long>(sysvolVersion(snapshot_.sysvol(id_)) >> 16);
      return S_OK;
    });
  }
  HRESULT WINAPI get_ComputerSysvolVersionNumber(long *value) override {
    return guarded([&] {
      *value = static_cast<long>(sysvolVersion(snapshot_.sysvol(id_)) & 0xFFFF);
      return S_OK;
    });
  }
  HRESULT WINAPI GetWMIFilter(IGPMWMIFilter **value) override {
    *value = nullptr;
    return guarded([&] {
      const std::string link = now().value("gPCWQLFilter", "");
      for (const std::string &filter : snapshot_.wmiFilters())
        if (link.find(filter) != std::string::npos) *value = newWmiFilter(snapshot_, filter);
      return *value == nullptr ? S_FALSE : S_OK;
    });
  }
  HRESULT WINAPI SetWMIFilter(IGPMWMIFilter *filter) override {
    return guarded([&] {
      std::string link;
      if (filter != nullptr) link = "[" + snapshot_.dnsName() + ";" + filterId(filter) + ";0]";
      return change([&](Json &gpo) { gpo["gPCWQLFilter"] = link; });
    });
  }
  HRESULT WINAPI SetUserEnabled(VARIANT_BOOL enabled) override { return enable(1, enabled); }
  HRESULT WINAPI SetComputerEnabled(VARIANT_BOOL enabled) override { return enable(2, enabled); }
  HRESULT WINAPI IsUserEnabled(VARIANT_BOOL *value) override { return isEnabled(1, value); }
  HRESULT WINAPI IsComputerEnabled(VARIANT_BOOL *value) override { return isEnabled(2, value); }
  HRESULT WINAPI GetSecurityInfo(IGPMSecurityInfo **value) override {
    return guarded([&] {
      *value = securityInfoOf(snapshot_, now().at("nTSecurityDescriptor"));
      return S_OK;
    });
  }
  HRESULT WINAPI SetSecurityInfo(IGPMSecurityInfo *) override { return E_NOTIMPL; }
  HRESULT WINAPI Delete() override {
    return guarded([&] {
      now();
      snapshot_.removeGpo(id_);
      return S_OK;
    });
  }
  HRESULT WINAPI Backup(BSTR folder, BSTR comment, VARIANT *progress, VARIANT *cancel, IGPMResult **result) override {
    return guarded([&] {
      const fs::path set(narrow(folder).empty() ? fs::path() : fs::path(folder));
      return startOperation(backUp(snapshot_, id_, set, narrow(comment)), progress, cancel, result);
    });
  }
  HRESULT WINAPI Import(long, IGPMBackup *backup, VARIANT *, VARIANT *progress, VARIANT *cancel, IGPMResult **result) override {
    return guarded([&] { return startOperation(importSettings(snapshot_, id_, folderOf(backup)), progress, cancel, result); });
  }
  HRESULT WINAPI GenerateReport(GPMReportType, VARIANT *progress, VARIANT *cancel, IGPMResult **result) override {
    return guarded([&] { return startOperation(report(snapshot_, id_), progress, cancel, result); });
  }
  HRESULT WINAPI GenerateReportToFile(GPMReportType, BSTR, IGPMResult **) override { return E_NOTIMPL; }
  HRESULT WINAPI CopyTo(long flags, IGPMDomain *domain, VARIANT *name, VARIANT *, VARIANT *progress, VARIANT *cancel,
                        IGPMResult **result) override {
    constexpr long processSecurity = 2;
    return guarded([&] {
      BSTR dnsName = nullptr;
      domain->get_Domain(&dnsName);
      const Snapshot target = Snapshot::ofDomain(narrow(dnsName));
      SysFreeString(dnsName);
      return startOperation(copyGpo(snapshot_, id_, target, textIn(name), (flags & processSecurity) != 0), progress, cancel, result);
    });
  }
  HRESULT WINAPI SetSecurityDescriptor(long, IDispatch *) override { return E_NOTIMPL; }
  HRESULT WINAPI GetSecurityDescriptor(long, IDispatch **) override { return E_NOTIMPL; }
  HRESULT WINAPI IsACLConsistent(VARIANT_BOOL *value) override {
    return guarded([&] {
      const Json gpo = now();
      *value = variantBool(gpo.at("nTSecurityDescriptor") == gpo.at("sysvolSecurityDescriptor"));
      return S_OK;
    });
  }
  HRESULT WINAPI MakeACLConsistent() override {
    return change([](Json &gpo) { gpo["sysvolSecurityDescriptor"] = gpo.at("nTSecurityDescriptor"); });
  }
  HRESULT WINAPI get_Description(BSTR *value) override {
    return guarded([&] {
      std::ifstream stream(snapshot_.sysvol(id_) / "GPO.cmt", std::ios::binary);
      const std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
      *value = SysAllocStringLen(reinterpret_cast<const wchar_t *>(bytes.data()), static_cast<UINT>(bytes.size() / 2));
      return S_OK;
    });
  }
  HRESULT WINAPI put_Description(BSTR) override { return E_NOTIMPL; }
  HRESULT WINAPI get_InfrastructureDC(BSTR *value) override { return text("", value); }
  HRESULT WINAPI put_InfrastructureDC(BSTR) override { return E_NOTIMPL; }
  HRESULT WINAPI put_InfrastructureFlags(DWORD) override { return E_NOTIMPL; }

 private:
  // Read again for each call: somebody else may change the domain.
  Json now() const { return snapshot_.gpo(id_); }

  template <class Change>
  HRESULT change(Change make) {
    return guarded([&] {
      Json gpo = now();
      make(gpo);
      snapshot_.writeGpo(id_, gpo);
      return S_OK;
    });
  }
  HRESULT date(const char *name, DATE *value) {
    return guarded([&] {
      *value = localDate(now().at(name));
      return S_OK;
    });
  }
  HRESULT version(const char *side, long *value) {
    return guarded([&] {
      *value = now().at("version").at(side);
      return S_OK;
    });
  }
  HRESULT enable(long flag, VARIANT_BOOL enabled) {
    return change([&](Json &gpo) {
      const long flags = gpo.at("flags");
      gpo["flags"] = enabled == VARIANT_FALSE ? (flags | flag) : (flags & ~flag);
    });
  }
  HRESULT isEnabled(long flag, VARIANT_BOOL *value) {
    return guarded([&] {
      *value = variantBool((now().at("flags").get<long>() & flag) == 0);
      return S_OK;
    });
  }
  // Empty where there is no text.
  static std::string textIn(VARIANT *given) {
    VARIANT value;
    VariantInit(&value);
    if (given != nullptr) VariantCopyInd(&value, given);
    const std::string found = value.vt == VT_BSTR ? narrow(value.bstrVal) : "";
    VariantClear(&value);
    return found;
  }
  static std::string filterId(IGPMWMIFilter *filter) {
    BSTR path = nullptr;
    filter->get_Path(&path);
    const std::string words = narrow(path);
    SysFreeString(path);
    return words.substr(words.find('{'), 38);
  }

  Snapshot snapshot_;
  std::string id_;
};
}  // namespace

IGPMGPO3 *newGpo(const Snapshot &snapshot, const std::string &id) {
  snapshot.gpo(id);
  return new Gpo(snapshot, id);
}
