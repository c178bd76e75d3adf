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
  // Behind `LDAP://`.
  std::string path;
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
    links.push_back({gPLink.substr(brace, 38), domain, gPLink.substr(at + 8, semicolon - at - 8), std::strtol(gPLink.c_str() + semicolon + 1, nullptr, 10)});
  }
  std::reverse(links.begin(), links.end());
  return links;
}

void writeLinks(const fs::path &file, std::vector<LinkElement> links) {
  std::reverse(links.begin(), links.end());
  std::string text;
  for (const LinkElement &link : links) text += "[LDAP://" + link.path + ";" + std::to_string(link.options) + "]";
  Json som = Snapshot::read(file);
  som["gPLink"] = text;
  Snapshot::write(file, som);
}

class Link final : public Object<IGPMGPOLink> {
 public:
  Link(LinkElement element, long order, Held<IGPMSOM> som, fs::path file)
      : Object({&ids::IGPMGPOLink}), element_(std::move(element)), order_(order), som_(std::move(som)), file_(std::move(file)) {}
  HRESULT WINAPI get_GPOID(BSTR *value) override { return text(element_.gpo, value); }
  HRESULT WINAPI get_GPODomain(BSTR *value) override { return text(element_.domain, value); }
  HRESULT WINAPI get_Enabled(VARIANT_BOOL *value) override { return flag((element_.options & 1) == 0, value); }
  HRESULT WINAPI put_Enabled(VARIANT_BOOL enabled) override { return option(1, enabled == VARIANT_FALSE); }
  HRESULT WINAPI get_Enforced(VARIANT_BOOL *value) override { return flag((element_.options & 2) != 0, value); }
  HRESULT WINAPI put_Enforced(VARIANT_BOOL enforced) override { return option(2, enforced != VARIANT_FALSE); }
  HRESULT WINAPI get_SOMLinkOrder(long *value) override {
    *value = order_;
    return S_OK;
  }
  HRESULT WINAPI get_SOM(IGPMSOM **value) override {
    *value = som_.share();
    return S_OK;
  }
  HRESULT WINAPI Delete() override {
    return change([](std::vector<LinkElement> &links, std::size_t at) { links.erase(links.begin() + static_cast<std::ptrdiff_t>(at)); });
  }

 private:
  // Finds the link again by its GPO: the list may have changed since.
  template <class Change>
  HRESULT change(Change make) {
    constexpr HRESULT stale = static_cast<HRESULT>(0x802309C5);
    return guarded([&]() -> HRESULT {
      std::vector<LinkElement> links = linksIn(Snapshot::read(file_).value("gPLink", ""));
      for (std::size_t at = 0; at < links.size(); ++at) {
        if (!sameText(links[at].gpo, element_.gpo)) continue;
        make(links, at);
        writeLinks(file_, std::move(links));
        return S_OK;
      }
      return stale;
    });
  }
  HRESULT option(long bit, bool set) {
    element_.options = set ? (element_.options | bit) : (element_.options & ~bit);
    return change([&](std::vector<LinkElement> &links, std::size_t at) { links[at].options = element_.options; });
  }

  LinkElement element_;
  long order_;
  Held<IGPMSOM> som_;
  fs::path file_;
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
  HRESULT WINAPI CreateGPOLink(long position, IGPMGPO *gpo, IGPMGPOLink **made) override {
    constexpr long append = -1;
    return guarded([&]() -> HRESULT {
      LinkElement element{textFrom(gpo, &IGPMGPO::get_ID), textFrom(gpo, &IGPMGPO::get_DomainName), textFrom(gpo, &IGPMGPO::get_Path), 0};
      std::vector<LinkElement> links = linksIn(Snapshot::read(som_.file).value("gPLink", ""));
      for (const LinkElement &link : links)
        if (sameText(link.gpo, element.gpo)) return HRESULT_FROM_WIN32(ERROR_ALREADY_EXISTS);
      const long last = static_cast<long>(links.size()) + 1;
      const long order = position == append ? last : position;
      if (order < 1 || order > last) return E_INVALIDARG;
      links.insert(links.begin() + (order - 1), element);
      writeLinks(som_.file, std::move(links));
      *made = new Link(std::move(element), order, Held<IGPMSOM>(newSom(snapshot_, som_)), som_.file);
      return S_OK;
    });
  }
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
        items.emplace_back(new Link(std::move(element), ++order, Held<IGPMSOM>(newSom(snapshot_, som_)), som_.file));
      *found = new Collection<IGPMGPOLinksCollection>(ids::IGPMGPOLinksCollection, std::move(items));
      return S_OK;
    });
  }
  HRESULT WINAPI GetInheritedGPOLinks(IGPMGPOLinksCollection **) override { return E_NOTIMPL; }
  HRESULT WINAPI GetSecurityInfo(IGPMSecurityInfo **) override { return E_NOTIMPL; }
  HRESULT WINAPI SetSecurityInfo(IGPMSecurityInfo *) override { return E_NOTIMPL; }

 private:
  static std::string textFrom(IGPMGPO *gpo, HRESULT (WINAPI IGPMGPO::*property)(BSTR *)) {
    if (gpo == nullptr) throw E_INVALIDARG;
    BSTR value = nullptr;
    (gpo->*property)(&value);
    const std::string found = narrow(value);
    SysFreeString(value);
    return found;
  }

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
