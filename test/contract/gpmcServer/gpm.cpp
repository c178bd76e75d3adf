#include "dispatch.h"
#include "interfaceIds.h"
#include "objects.h"
#include "personality.h"

namespace {
constexpr long useAnyController = 1;

// Criteria are taken and not looked at: every search of the product is for all.
class SearchCriteria final : public Object<IGPMSearchCriteria> {
 public:
  SearchCriteria() : Object({&ids::IGPMSearchCriteria}) {}
  HRESULT WINAPI Add(GPMSearchProperty, GPMSearchOperation, VARIANT) override { return E_NOTIMPL; }
};

class Gpm final : public Object<IGPM2> {
 public:
  Gpm() : Object({&ids::IGPM2, &ids::IGPM}) {}
  HRESULT WINAPI GetDomain(BSTR domain, BSTR controller, long flags, IGPMDomain **found) override {
    return guarded([&] {
      const Snapshot snapshot = Snapshot::ofDomain(narrow(domain));
      const std::string named = narrow(controller);
      const std::string pdc = snapshot.domain().at("pdc");
      *found = newDomain(snapshot, !named.empty() ? named : flags == useAnyController ? "dc2." + snapshot.dnsName() : pdc);
      return S_OK;
    });
  }
  HRESULT WINAPI GetBackupDir(BSTR folder, IGPMBackupDir **found) override {
    return guarded([&] {
      *found = newBackupDir(fs::path(wide(narrow(folder))));
      return S_OK;
    });
  }
  HRESULT WINAPI GetSitesContainer(BSTR forest, BSTR, BSTR controller, long, IGPMSitesContainer **found) override {
    return guarded([&] {
      *found = newSitesContainer(Snapshot::ofDomain(narrow(forest)), narrow(controller));
      return S_OK;
    });
  }
  HRESULT WINAPI GetRSOP(GPMRSOPMode, BSTR, long, IGPMRSOP **) override { return E_NOTIMPL; }
  HRESULT WINAPI CreatePermission(BSTR, GPMPermissionType, VARIANT_BOOL, IGPMPermission **) override { return E_NOTIMPL; }
  HRESULT WINAPI CreateSearchCriteria(IGPMSearchCriteria **made) override {
    *made = new SearchCriteria();
    return S_OK;
  }
  HRESULT WINAPI CreateTrustee(BSTR, IGPMTrustee **) override { return E_NOTIMPL; }
  HRESULT WINAPI GetClientSideExtensions(IGPMCSECollection **) override { return E_NOTIMPL; }
  HRESULT WINAPI GetConstants(IGPMConstants **) override { return E_NOTIMPL; }
  HRESULT WINAPI GetMigrationTable(BSTR, IGPMMigrationTable **) override { return E_NOTIMPL; }
  HRESULT WINAPI CreateMigrationTable(IGPMMigrationTable **) override { return E_NOTIMPL; }
  HRESULT WINAPI InitializeReporting(BSTR) override { return S_OK; }
  HRESULT WINAPI GetBackupDirEx(BSTR, int, IGPMBackupDirEx **) override { return E_NOTIMPL; }
  HRESULT WINAPI InitializeReportingEx(BSTR, LONG) override { return S_OK; }
};
}  // namespace

IGPM2 *newGpm() { return new Gpm(); }
