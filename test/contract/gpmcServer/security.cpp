#include "security.h"
#include "collection.h"
#include "interfaceIds.h"
#include <map>

namespace {
constexpr char applyGroupPolicy[] = "edacfd8f-ffb3-11d1-b41d-00a0c968f939";

// Wine 8 reads no SDDL with an object's GUID in it, so that it is read here: rights are pairs of letters.
using Rights = std::string;

bool holds(const Rights &rights, std::initializer_list<const char *> wanted) {
  for (const char *right : wanted) {
    bool found = false;
    for (std::size_t at = 0; at + 1 < rights.size(); at += 2) found = found || rights.compare(at, 2, right) == 0;
    if (!found) return false;
  }
  return true;
}

// SDDL's names of SIDs that GPOs have; those of a domain end a relative id.
std::string sidOf(const std::string &name, const std::string &domainSid) {
  static const std::map<std::string, std::string> everywhere = {
      {"AU", "S-1-5-11"}, {"ED", "S-1-5-9"},      {"SY", "S-1-5-18"},     {"CO", "S-1-3-0"},
      {"WD", "S-1-1-0"},  {"BA", "S-1-5-32-544"}, {"BU", "S-1-5-32-545"}, {"SO", "S-1-5-32-549"}};
  static const std::map<std::string, std::string> ofDomain = {
      {"DA", "-512"}, {"DU", "-513"}, {"DC", "-515"}, {"DD", "-516"}, {"EA", "-519"}, {"PA", "-520"}};
  if (const auto found = everywhere.find(name); found != everywhere.end()) return found->second;
  if (const auto found = ofDomain.find(name); found != ofDomain.end()) return domainSid + found->second;
  return name;
}

// GPMPermissionType
enum Level : long { apply = 0x10000, read = 0x10100, edit = 0x10101, editAndDelete = 0x10102, custom = 0x10103 };

class Trustee final : public Object<IGPMTrustee> {
 public:
  Trustee(std::string sid, Json principal) : Object({&ids::IGPMTrustee}), sid_(std::move(sid)), principal_(std::move(principal)) {}
  HRESULT WINAPI get_TrusteeSid(BSTR *value) override { return text(sid_, value); }
  HRESULT WINAPI get_TrusteeName(BSTR *value) override { return text(principal_.value("samAccountName", ""), value); }
  HRESULT WINAPI get_TrusteeDomain(BSTR *value) override { return text(principal_.value("netbiosDomainName", ""), value); }
  HRESULT WINAPI get_TrusteeDSPath(BSTR *value) override { return text("", value); }
  // SID_NAME_USE (winnt.h)
  HRESULT WINAPI get_TrusteeType(long *value) override {
    const std::string type = principal_.value("type", "Unknown");
    *value = type == "User" ? 1 : type == "Computer" ? 9 : type == "Unknown" ? 8 : 2;
    return S_OK;
  }

 private:
  static HRESULT text(const std::string &from, BSTR *value) {
    *value = bstr(from);
    return S_OK;
  }
  std::string sid_;
  Json principal_;
};

class Permission final : public Object<IGPMPermission> {
 public:
  Permission(Held<IGPMTrustee> trustee, long level, bool denied)
      : Object({&ids::IGPMPermission}), trustee_(std::move(trustee)), level_(level), denied_(denied) {}
  HRESULT WINAPI get_Inherited(VARIANT_BOOL *value) override { return flag(false, value); }
  HRESULT WINAPI get_Inheritable(VARIANT_BOOL *value) override { return flag(true, value); }
  HRESULT WINAPI get_Denied(VARIANT_BOOL *value) override { return flag(denied_, value); }
  HRESULT WINAPI get_Permission(GPMPermissionType *value) override {
    *value = static_cast<GPMPermissionType>(level_);
    return S_OK;
  }
  HRESULT WINAPI get_Trustee(IGPMTrustee **value) override {
    *value = trustee_.share();
    return S_OK;
  }

 private:
  static HRESULT flag(bool from, VARIANT_BOOL *value) {
    *value = variantBool(from);
    return S_OK;
  }
  Held<IGPMTrustee> trustee_;
  long level_;
  bool denied_;
};

class SecurityInfo final : public Collection<IGPMSecurityInfo> {
 public:
  explicit SecurityInfo(Items items) : Collection(ids::IGPMSecurityInfo, std::move(items)) {}
  HRESULT WINAPI Add(IGPMPermission *) override { return E_NOTIMPL; }
  HRESULT WINAPI Remove(IGPMPermission *) override { return E_NOTIMPL; }
  HRESULT WINAPI RemoveTrustee(BSTR) override { return E_NOTIMPL; }
};

struct Entries {
  Rights rights;
  bool applies = false;
};

// By SID, grants and denies apart.
using Found = std::map<std::pair<std::string, bool>, Entries>;

long levelOf(const Entries &entries) {
  if (holds(entries.rights, {"SD", "WD", "WO"})) return editAndDelete;
  if (holds(entries.rights, {"CC", "DC", "WP"})) return edit;
  if (entries.applies) return apply;
  return holds(entries.rights, {"LC", "RP", "RC"}) ? read : custom;
}

// One entry: type;flags;rights;object;inherited object;SID
void addEntry(const std::string &text, const std::string &domainSid, Found &found) {
  std::vector<std::string> parts(1);
  for (const char letter : text) {
    if (letter == ';') parts.emplace_back();
    else parts.back() += letter;
  }
  if (parts.size() < 6) return;
  Entries &entries = found[{sidOf(parts[5], domainSid), parts[0].find('D') != std::string::npos}];
  if (sameText(parts[3], applyGroupPolicy)) entries.applies = true;
  else if (parts[3].empty()) entries.rights += parts[2];
}
}  // namespace

IGPMSecurityInfo *securityInfoOf(const Snapshot &snapshot, const std::string &sddl) {
  Found found;
  const std::string domainSid = snapshot.domain().at("sid");
  const std::size_t dacl = sddl.find("D:");
  const std::size_t end = std::min(sddl.find("S:", dacl), sddl.size());
  for (std::size_t at = sddl.find('(', dacl); at < end; at = sddl.find('(', at + 1))
    addEntry(sddl.substr(at + 1, sddl.find(')', at) - at - 1), domainSid, found);
  Items items;
  for (const auto &[who, entries] : found) {
    Held<IGPMTrustee> trustee(new Trustee(who.first, snapshot.principal(who.first)));
    items.emplace_back(new Permission(std::move(trustee), levelOf(entries), who.second));
  }
  return new SecurityInfo(std::move(items));
}
