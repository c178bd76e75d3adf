#include "dispatch.h"
#include "interfaceIds.h"
#include "objects.h"

namespace {
// What the product reads of a starter GPO; the rest is not implemented.
class Starter final : public Object<IGPMStarterGPO> {
 public:
  Starter(const Snapshot &snapshot, std::string id)
      : Object({&ids::IGPMStarterGPO}), value_(snapshot.starter(id)), id_(std::move(id)) {}
  HRESULT WINAPI get_DisplayName(BSTR *value) override { return text("name", value); }
  HRESULT WINAPI put_DisplayName(BSTR) override { return E_NOTIMPL; }
  HRESULT WINAPI get_Description(BSTR *value) override { return text("description", value); }
  HRESULT WINAPI put_Description(BSTR) override { return E_NOTIMPL; }
  HRESULT WINAPI get_Author(BSTR *value) override { return text("author", value); }
  HRESULT WINAPI get_Product(BSTR *value) override { return text("product", value); }
  HRESULT WINAPI get_CreationTime(DATE *) override { return E_NOTIMPL; }
  HRESULT WINAPI get_ID(BSTR *value) override {
    *value = bstr(id_);
    return S_OK;
  }
  HRESULT WINAPI get_ModifiedTime(DATE *) override { return E_NOTIMPL; }
  HRESULT WINAPI get_Type(int *value) override {
    constexpr int typeCustom = 1;
    *value = typeCustom;
    return S_OK;
  }
  HRESULT WINAPI get_ComputerVersion(USHORT *) override { return E_NOTIMPL; }
  HRESULT WINAPI get_UserVersion(USHORT *) override { return E_NOTIMPL; }
  HRESULT WINAPI get_StarterGPOVersion(BSTR *) override { return E_NOTIMPL; }
  HRESULT WINAPI Delete() override { return E_NOTIMPL; }
  HRESULT WINAPI Save(BSTR, VARIANT_BOOL, VARIANT_BOOL, VARIANT *, VARIANT *, VARIANT *, VARIANT *, VARIANT *, VARIANT *, VARIANT *,
                      IGPMResult **) override {
    return E_NOTIMPL;
  }
  HRESULT WINAPI Backup(BSTR, BSTR, VARIANT *, VARIANT *, IGPMResult **) override { return E_NOTIMPL; }
  HRESULT WINAPI CopyTo(VARIANT *, VARIANT *, VARIANT *, IGPMResult **) override { return E_NOTIMPL; }
  HRESULT WINAPI GenerateReport(GPMReportType, VARIANT *, VARIANT *, IGPMResult **) override { return E_NOTIMPL; }
  HRESULT WINAPI GenerateReportToFile(GPMReportType, BSTR, IGPMResult **) override { return E_NOTIMPL; }
  HRESULT WINAPI GetSecurityInfo(IGPMSecurityInfo **) override { return E_NOTIMPL; }
  HRESULT WINAPI SetSecurityInfo(IGPMSecurityInfo *) override { return E_NOTIMPL; }

 private:
  HRESULT text(const char *name, BSTR *value) {
    *value = bstr(value_.value(name, ""));
    return S_OK;
  }
  Json value_;
  std::string id_;
};
}  // namespace

IGPMStarterGPO *newStarter(const Snapshot &snapshot, const std::string &id) { return new Starter(snapshot, id); }
