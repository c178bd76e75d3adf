#include "collection.h"
#include "interfaceIds.h"
#include "objects.h"
#include <algorithm>

namespace {
HRESULT text(const std::string &from, BSTR *value) {
  *value = bstr(from);
  return S_OK;
}

HRESULT flag(bool from, VARIANT_BOOL *value) {
  *value = variantBool(from);
  return S_OK;
}

// One element of gPLink (MS-GPOL 2.2.2): options 1 disabled, 2 enforced.
struct LinkElement {
  std::string gpo;
  std::string domain;
  long options;
};

// In link order: the attribute has the highest precedence last.
std::vector<LinkElement> linksIn(const std::string &gPLink) {
  std::vector<LinkElement> links;
  for (std::size_t at = gPLink.find('['); at != std::string::npos; at = gPLink.find('[', at + 1)) {
    const std::size_t brace = gPLink.find('{', at);
    const std::size_t semicolon = gPLink.find(';', at);
    std::string domain;
    for (std::size_t part = gPLink.find("DC=", at); part < semicolon; part = gPLink.find("DC=", part + 1)) {
      const std::size_t end = std::min(gPLink.find(',', part), semicolon);
      domain += (domain.empty() ? "" : ".") + gPLink.substr(part + 3, end - part - 3);
    }
    links.push_back({gPLink.substr(brace, 38), domain, std::strtol(gPLink.c_str() + semicolon + 1, nullptr, 10)});
  }
  std::reverse(links.begin(), links.end());
  return links;
}

class Link final : public Object<IGPMGPOLink> {
 public:
  Link(LinkElement element, long order, Held<IGPMSOM> som)
      : Object({&ids::IGPMGPOLink}), element_(std::move(element)), order_(order), som_(std::move(som)) {}
  HRESULT WINAPI get_GPOID(BSTR *value) override { return text(element_.gpo, value); }
  HRESULT WINAPI get_GPODomain(BSTR *value) override { return text(element_.domain, value); }
  HRESULT WINAPI get_Enabled(VARIANT_BOOL *value) override { return flag((element_.options & 1) == 0, value); }
  HRESULT WINAPI put_Enabled(VARIANT_BOOL) override { return E_NOTIMPL; }
  HRESULT WINAPI get_Enforced(VARIANT_BOOL *value) override { return flag((element_.options & 2) != 0, value); }
  HRESULT WINAPI put_Enforced(VARIANT_BOOL) override { return E_NOTIMPL; }
  HRESULT WINAPI get_SOMLinkOrder(long *value) override {
    *value = order_;
    return S_OK;
  }
  HRESULT WINAPI get_SOM(IGPMSOM **value) override {
    *value = som_.share();
    return S_OK;
  }
  HRESULT WINAPI Delete() override { return E_NOTIMPL; }

 private:
  LinkElement element_;
  long order_;
  Held<IGPMSOM> som_;
};

class Som final : public Object<IGPMSOM> {
 public:
  Som(const Snapshot &snapshot, Snapshot::Som som) : Object({&ids::IGPMSOM}), snapshot_(snapshot), som_(std::move(som)) {}
  HRESULT WINAPI get_GPOInheritanceBlocked(VARIANT_BOOL *value) override {
    return guarded([&] { return flag(Snapshot::read(som_.file).value("gPOptions", 0) == 1, value); });
  }
  HRESULT WINAPI put_GPOInheritanceBlocked(VARIANT_BOOL blocked) override {
    return guarded([&] {
      Json som = Snapshot::read(som_.file);
      som["gPOptions"] = blocked == VARIANT_FALSE ? 0 : 1;
      Snapshot::write(som_.file, som);
      return S_OK;
    });
  }
  HRESULT WINAPI get_Name(BSTR *value) override { return text(som_.value.at("name"), value); }
  HRESULT WINAPI get_Path(BSTR *value) override { return text(som_.value.at("distinguishedName"), value); }
  HRESULT WINAPI CreateGPOLink(long, IGPMGPO *, IGPMGPOLink **) override { return E_NOTIMPL; }
  HRESULT WINAPI get_Type(GPMSOMType *value) override {
    const std::string kind = som_.value.at("kind");
    *value = kind == "site" ? somSite : kind == "domain" ? somDomain : somOU;
    return S_OK;
  }
  HRESULT WINAPI GetGPOLinks(IGPMGPOLinksCollection **found) override {
    return guarded([&] {
      Items items;
      long order = 0;
      for (LinkElement &element : linksIn(Snapshot::read(som_.file).value("gPLink", "")))
        items.emplace_back(new Link(std::move(element), ++order, Held<IGPMSOM>(newSom(snapshot_, som_))));
      *found = new Collection<IGPMGPOLinksCollection>(ids::IGPMGPOLinksCollection, std::move(items));
      return S_OK;
    });
  }
  HRESULT WINAPI GetInheritedGPOLinks(IGPMGPOLinksCollection **) override { return E_NOTIMPL; }
  HRESULT WINAPI GetSecurityInfo(IGPMSecurityInfo **) override { return E_NOTIMPL; }
  HRESULT WINAPI SetSecurityInfo(IGPMSecurityInfo *) override { return E_NOTIMPL; }

 private:
  Snapshot snapshot_;
  Snapshot::Som som_;
};

class SitesContainer final : public Object<IGPMSitesContainer> {
 public:
  SitesContainer(const Snapshot &snapshot, std::string controller)
      : Object({&ids::IGPMSitesContainer}), snapshot_(snapshot), controller_(std::move(controller)) {}
  HRESULT WINAPI get_DomainController(BSTR *value) override { return text(controller_, value); }
  HRESULT WINAPI get_Domain(BSTR *value) override { return text(snapshot_.dnsName(), value); }
  HRESULT WINAPI get_Forest(BSTR *value) override { return text(snapshot_.dnsName(), value); }
  HRESULT WINAPI GetSite(BSTR name, IGPMSOM **found) override {
    return guarded([&]() -> HRESULT {
      for (const Snapshot::Som &som : snapshot_.soms()) {
        if (som.value.at("kind") != "site" || !sameText(som.value.at("name"), narrow(name))) continue;
        *found = newSom(snapshot_, som);
        return S_OK;
      }
      return static_cast<HRESULT>(0x80072030);
    });
  }
  HRESULT WINAPI SearchSites(IGPMSearchCriteria *, IGPMSOMCollection **found) override {
    return guarded([&] {
      Items items;
      for (const Snapshot::Som &som : snapshot_.soms())
        if (som.value.at("kind") == "site") items.emplace_back(newSom(snapshot_, som));
      *found = new Collection<IGPMSOMCollection>(ids::IGPMSOMCollection, std::move(items));
      return S_OK;
    });
  }

 private:
  Snapshot snapshot_;
  std::string controller_;
};
}  // namespace

IGPMSOM *newSom(const Snapshot &snapshot, const Snapshot::Som &som) { return new Som(snapshot, som); }

IGPMSitesContainer *newSitesContainer(const Snapshot &snapshot, const std::string &controller) {
  return new SitesContainer(snapshot, controller);
}
