#include "security.h"
#include "collection.h"
#include "interfaceIds.h"
#include <initguid.h>
#include <map>
#include <sddl.h>

// mingw-w64 declares it in a header that needs the whole of ADSI.
static const GUID applyGroupPolicy = {0xedacfd8f, 0xffb3, 0x11d1, {0xb4, 0x1d, 0x00, 0xa0, 0xc9, 0x68, 0xf9, 0x39}};

namespace {
constexpr DWORD readRights = 0x00020094;
constexpr DWORD editRights = 0x00000023;
constexpr DWORD highestRights = 0x000d0000;

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

struct Rights {
  DWORD mask = 0;
  bool applies = false;
};

long levelOf(const Rights &rights) {
  if ((rights.mask & highestRights) == highestRights) return editAndDelete;
  if ((rights.mask & editRights) == editRights) return edit;
  if (rights.applies) return apply;
  return (rights.mask & readRights) == readRights ? read : custom;
}

void addEntry(ACE_HEADER *header, std::map<std::pair<std::string, bool>, Rights> &found) {
  const bool denied = header->AceType == ACCESS_DENIED_ACE_TYPE || header->AceType == ACCESS_DENIED_OBJECT_ACE_TYPE;
  const bool plain = header->AceType == ACCESS_ALLOWED_ACE_TYPE || header->AceType == ACCESS_DENIED_ACE_TYPE;
  auto *ace = reinterpret_cast<ACCESS_ALLOWED_ACE *>(header);
  auto *object = reinterpret_cast<ACCESS_ALLOWED_OBJECT_ACE *>(header);
  BYTE *place = reinterpret_cast<BYTE *>(&ace->SidStart);
  bool applies = false;
  if (!plain) {
    place = reinterpret_cast<BYTE *>(&object->ObjectType);
    if ((object->Flags & ACE_OBJECT_TYPE_PRESENT) != 0) {
      applies = IsEqualGUID(object->ObjectType, applyGroupPolicy);
      place += sizeof(GUID);
    }
    if ((object->Flags & ACE_INHERITED_OBJECT_TYPE_PRESENT) != 0) place += sizeof(GUID);
  }
  LPWSTR text = nullptr;
  if (!ConvertSidToStringSidW(place, &text)) return;
  Rights &rights = found[{narrow(text), denied}];
  LocalFree(text);
  if (applies) rights.applies = true;
  else if (plain) rights.mask |= ace->Mask;
}
}  // namespace

IGPMSecurityInfo *securityInfoOf(const Snapshot &snapshot, const std::string &sddl) {
  PSECURITY_DESCRIPTOR descriptor = nullptr;
  if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(wide(sddl).c_str(), SDDL_REVISION_1, &descriptor, nullptr))
    throw HRESULT_FROM_WIN32(GetLastError());
  BOOL present = FALSE, defaulted = FALSE;
  PACL acl = nullptr;
  GetSecurityDescriptorDacl(descriptor, &present, &acl, &defaulted);
  std::map<std::pair<std::string, bool>, Rights> found;
  for (DWORD index = 0; acl != nullptr && index < acl->AceCount; ++index) {
    void *entry = nullptr;
    if (GetAce(acl, index, &entry)) addEntry(static_cast<ACE_HEADER *>(entry), found);
  }
  LocalFree(descriptor);
  Items items;
  for (const auto &[who, rights] : found) {
    Held<IGPMTrustee> trustee(new Trustee(who.first, snapshot.principal(who.first)));
    items.emplace_back(new Permission(std::move(trustee), levelOf(rights), who.second));
  }
  return new SecurityInfo(std::move(items));
}
