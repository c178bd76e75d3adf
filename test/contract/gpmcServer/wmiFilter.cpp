#include "dispatch.h"
#include "interfaceIds.h"
#include "objects.h"

namespace {
class WmiFilter final : public Object<IGPMWMIFilter> {
 public:
  WmiFilter(const Snapshot &snapshot, std::string id) : Object({&ids::IGPMWMIFilter}), snapshot_(snapshot), id_(std::move(id)) {}
  HRESULT WINAPI get_Path(BSTR *value) override {
    *value = bstr("MSFT_SomFilter.ID=\"" + id_ + "\",Domain=\"" + snapshot_.dnsName() + "\"");
    return S_OK;
  }
  HRESULT WINAPI put_Name(BSTR) override { return E_NOTIMPL; }
  HRESULT WINAPI get_Name(BSTR *value) override { return part("name", value); }
  HRESULT WINAPI put_Description(BSTR) override { return E_NOTIMPL; }
  HRESULT WINAPI get_Description(BSTR *value) override { return part("parm1", value); }
  HRESULT WINAPI GetQueryList(VARIANT *value) override {
    return guarded([&] {
      const std::vector<std::string> queries = queriesIn(snapshot_.wmiFilter(id_).at("parm2"));
      SAFEARRAY *array = SafeArrayCreateVector(VT_VARIANT, 0, static_cast<ULONG>(queries.size()));
      for (LONG at = 0; at < static_cast<LONG>(queries.size()); ++at) {
        VARIANT query;
        VariantInit(&query);
        query.vt = VT_BSTR;
        query.bstrVal = bstr(queries[static_cast<std::size_t>(at)]);
        SafeArrayPutElement(array, &at, &query);
        VariantClear(&query);
      }
      VariantInit(value);
      value->vt = VT_ARRAY | VT_VARIANT;
      value->parray = array;
      return S_OK;
    });
  }
  HRESULT WINAPI GetSecurityInfo(IGPMSecurityInfo **) override { return E_NOTIMPL; }
  HRESULT WINAPI SetSecurityInfo(IGPMSecurityInfo *) override { return E_NOTIMPL; }

 private:
  HRESULT part(const char *name, BSTR *value) {
    return guarded([&] {
      *value = bstr(snapshot_.wmiFilter(id_).value(name, ""));
      return S_OK;
    });
  }
  // msWMI-Parm2: COUNT; and for each query 3;LENGTH;LENGTH;WQL;NAMESPACE;QUERY;  Here NAMESPACE;QUERY of each.
  static std::vector<std::string> queriesIn(const std::string &parm2) {
    std::vector<std::string> found;
    for (std::size_t at = parm2.find(";WQL;"); at != std::string::npos; at = parm2.find(";WQL;", at + 1)) {
      const std::size_t start = at + 5;
      const std::size_t between = parm2.find(';', start);
      found.push_back(parm2.substr(start, parm2.find(';', between + 1) - start));
    }
    return found;
  }

  Snapshot snapshot_;
  std::string id_;
};
}  // namespace

IGPMWMIFilter *newWmiFilter(const Snapshot &snapshot, const std::string &id) {
  snapshot.wmiFilter(id);
  return new WmiFilter(snapshot, id);
}
