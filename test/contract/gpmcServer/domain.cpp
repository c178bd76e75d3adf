#include "collection.h"
#include "interfaceIds.h"
#include "objects.h"
#include "settings.h"

namespace {
class Domain final : public Object<IGPMDomain3> {
 public:
  Domain(const Snapshot &snapshot, std::string controller)
      : Object({&ids::IGPMDomain3, &ids::IGPMDomain2, &ids::IGPMDomain}), snapshot_(snapshot), controller_(std::move(controller)) {}
  HRESULT WINAPI get_DomainController(BSTR *value) override {
    *value = bstr(controller_);
    return S_OK;
  }
  HRESULT WINAPI get_Domain(BSTR *value) override {
    *value = bstr(snapshot_.dnsName());
    return S_OK;
  }
  HRESULT WINAPI CreateGPO(IGPMGPO **made) override {
    return guarded([&] {
      *made = newGpo(snapshot_, createGpo(snapshot_));
      return S_OK;
    });
  }
  HRESULT WINAPI GetGPO(BSTR id, IGPMGPO **found) override {
    return guarded([&] {
      *found = newGpo(snapshot_, narrow(id));
      return S_OK;
    });
  }
  HRESULT WINAPI SearchGPOs(IGPMSearchCriteria *, IGPMGPOCollection **found) override {
    return guarded([&] {
      Items items;
      for (const std::string &id : snapshot_.gpos()) items.emplace_back(newGpo(snapshot_, id));
      *found = new Collection<IGPMGPOCollection>(ids::IGPMGPOCollection, std::move(items));
      return S_OK;
    });
  }
  HRESULT WINAPI RestoreGPO(IGPMBackup *backup, long, VARIANT *progress, VARIANT *cancel, IGPMResult **result) override {
    return guarded([&] { return startOperation(restoreGpo(snapshot_, folderOf(backup)), progress, cancel, result); });
  }
  HRESULT WINAPI GetSOM(BSTR path, IGPMSOM **found) override {
    return guarded([&] {
      const std::string name = narrow(path);
      *found = newSom(snapshot_, snapshot_.som(name.empty() ? snapshot_.distinguishedName() : name));
      return S_OK;
    });
  }
  HRESULT WINAPI SearchSOMs(IGPMSearchCriteria *, IGPMSOMCollection **found) override {
    return guarded([&] {
      Items items;
      for (const Snapshot::Som &som : snapshot_.soms())
        if (som.value.at("kind") != "site") items.emplace_back(newSom(snapshot_, som));
      *found = new Collection<IGPMSOMCollection>(ids::IGPMSOMCollection, std::move(items));
      return S_OK;
    });
  }
  HRESULT WINAPI GetWMIFilter(BSTR path, IGPMWMIFilter **found) override {
    return guarded([&] {
      const std::string words = narrow(path);
      const std::size_t brace = words.find('{');
      if (brace == std::string::npos) return E_INVALIDARG;
      *found = newWmiFilter(snapshot_, words.substr(brace, 38));
      return S_OK;
    });
  }
  HRESULT WINAPI SearchWMIFilters(IGPMSearchCriteria *, IGPMWMIFilterCollection **found) override {
    return guarded([&] {
      Items items;
      for (const std::string &id : snapshot_.wmiFilters()) items.emplace_back(newWmiFilter(snapshot_, id));
      *found = new Collection<IGPMWMIFilterCollection>(ids::IGPMWMIFilterCollection, std::move(items));
      return S_OK;
    });
  }
  HRESULT WINAPI CreateStarterGPO(IGPMStarterGPO **) override { return E_NOTIMPL; }
  HRESULT WINAPI CreateGPOFromStarterGPO(IGPMStarterGPO *starter, IGPMGPO **made) override {
    return guarded([&] {
      BSTR id = nullptr;
      starter->get_ID(&id);
      const std::string known = narrow(id);
      SysFreeString(id);
      *made = newGpo(snapshot_, createGpoFromStarter(snapshot_, known));
      return S_OK;
    });
  }
  HRESULT WINAPI GetStarterGPO(BSTR id, IGPMStarterGPO **found) override {
    return guarded([&] {
      *found = newStarter(snapshot_, narrow(id));
      return S_OK;
    });
  }
  HRESULT WINAPI SearchStarterGPOs(IGPMSearchCriteria *, IGPMStarterGPOCollection **found) override {
    return guarded([&] {
      Items items;
      for (const std::string &id : snapshot_.starters()) items.emplace_back(newStarter(snapshot_, id));
      *found = new Collection<IGPMStarterGPOCollection>(ids::IGPMStarterGPOCollection, std::move(items));
      return S_OK;
    });
  }
  HRESULT WINAPI LoadStarterGPO(BSTR, VARIANT_BOOL, VARIANT *, VARIANT *, IGPMResult **) override { return E_NOTIMPL; }
  HRESULT WINAPI RestoreStarterGPO(IGPMStarterGPOBackup *, VARIANT *, VARIANT *, IGPMResult **) override { return E_NOTIMPL; }
  HRESULT WINAPI GenerateReport(GPMReportType, VARIANT *, VARIANT *, IGPMResult **) override { return E_NOTIMPL; }
  HRESULT WINAPI get_InfrastructureDC(BSTR *) override { return E_NOTIMPL; }
  HRESULT WINAPI put_InfrastructureDC(BSTR) override { return E_NOTIMPL; }
  HRESULT WINAPI put_InfrastructureFlags(DWORD) override { return E_NOTIMPL; }

 private:
  Snapshot snapshot_;
  std::string controller_;
};
}  // namespace

IGPMDomain3 *newDomain(const Snapshot &snapshot, const std::string &controller) { return new Domain(snapshot, controller); }
