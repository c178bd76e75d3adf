#include "settings.h"
#include "backupXml.h"
#include "dispatch.h"
#include "fileTree.h"
#include "gptIni.h"
#include "objects.h"
#include "personality.h"
#include <algorithm>
#include <rpc.h>

namespace {
constexpr char defaultPermissions[] =
    "O:DAG:DAD:P(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;DA)(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;EA)(A;CI;CCDCLCSWRPWPDTLOSDRCWDWO;;;SY)"
    "(A;CI;LCRPLORC;;;AU)(OA;CI;CR;edacfd8f-ffb3-11d1-b41d-00a0c968f939;;AU)(A;CI;LCRPLORC;;;ED)(A;CIIO;CCDCLCSWRPWPDTLOSDRCWDWO;;;CO)";
constexpr long highestVersion = 0xFFFF;

std::string nowText() {
  SYSTEMTIME now;
  GetSystemTime(&now);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", now.wYear, now.wMonth, now.wDay, now.wHour, now.wMinute, now.wSecond);
  return text;
}

Json newObject(const Snapshot &snapshot, const std::string &id, const std::string &name) {
  const std::string domain = snapshot.dnsName();
  return {{"displayName", name},
          {"version", {{"computer", 0}, {"user", 0}}},
          {"flags", 0},
          {"gPCMachineExtensionNames", ""},
          {"gPCUserExtensionNames", ""},
          {"gPCFileSysPath", "\\\\" + domain + "\\SysVol\\" + domain + "\\Policies\\" + id},
          {"gPCWQLFilter", ""},
          {"nTSecurityDescriptor", defaultPermissions},
          {"sysvolSecurityDescriptor", defaultPermissions},
          {"whenCreated", nowText()},
          {"whenChanged", nowText()},
          {"childObjects", Json::array()}};
}

// Above every version that a client may have seen; 0 stays where a side never had settings.
long raised(long present, long backup, bool hasSettings) {
  const long last = std::max(present, backup);
  return last == 0 && !hasSettings ? 0 : std::min(last + 1, highestVersion);
}

bool hasFiles(const fs::path &folder) { return fs::exists(folder) && !fs::is_empty(folder); }

// What becomes of a GPO: made in a folder beside it, and put in its place at the end.
struct Replacement {
  Snapshot snapshot;
  std::string id;
  Json object;
  // The higher ones of AD and SYSVOL in what the settings come from.
  Json cameFrom;
  fs::path files;

  fs::path place() const { return snapshot.sysvol(id); }
  fs::path beside(const char *ending) const { return snapshot.sysvol(id + ending); }

  void takeOver() const {
    const unsigned long present = fs::exists(place()) ? sysvolVersion(place()) : 0;
    Json made = object;
    const auto next = [&](const char *side, const char *folder, unsigned long sysvol) {
      const long now = std::max(object.at("version").at(side).get<long>(), static_cast<long>(sysvol));
      return raised(now, cameFrom.at(side), hasFiles(beside(".new") / folder));
    };
    const long computer = next("computer", "Machine", present & 0xFFFF);
    const long user = next("user", "User", present >> 16);
    made["version"] = {{"computer", computer}, {"user", user}};
    made["whenChanged"] = nowText();
    writeSysvolVersion(beside(".new"), static_cast<unsigned long>(user * 0x10000 + computer));
    if (fs::exists(place())) fs::rename(place(), beside(".old"));
    fs::rename(beside(".new"), place());
    snapshot.writeGpo(id, made);
    fs::remove_all(beside(".old"));
  }
};

Work replace(const Replacement &replacement) {
  if (personality("access-denied")) throw E_ACCESSDENIED;
  Work work;
  const fs::path target = replacement.beside(".new");
  work.steps.push_back([=] {
    fs::create_directories(target / "Machine");
    fs::create_directories(target / "User");
  });
  for (const fs::directory_entry &entry : fs::directory_iterator(replacement.files)) {
    const fs::path from = entry.path();
    if (sameText(narrow(from.filename().wstring().c_str()), "gpt.ini")) continue;
    work.steps.push_back([=] { copyTree(from, target / from.filename()); });
  }
  for (long more = personality("status-per-operation", 0) - static_cast<long>(work.steps.size()); more > 0; --more) work.steps.push_back([] {});
  work.finish = [=] {
    replacement.takeOver();
    VARIANT made;
    VariantInit(&made);
    made.vt = VT_DISPATCH;
    made.pdispVal = newGpo(replacement.snapshot, replacement.id);
    return made;
  };
  work.undo = [=] { fs::remove_all(target); };
  return work;
}

void takeExtensions(Json &object, const Json &from) {
  for (const char *name : {"gPCMachineExtensionNames", "gPCUserExtensionNames"}) object[name] = from.at(name);
}

// The object of the GPO; a new one with the same GUID where it was deleted.
Json presentObject(const Snapshot &snapshot, const BackedUpGpo &backup) {
  for (const std::string &id : snapshot.gpos())
    if (sameText(id, backup.id)) return snapshot.gpo(id);
  return newObject(snapshot, backup.id, "");
}
}  // namespace

std::string newGuid() {
  UUID id;
  UuidCreate(&id);
  wchar_t text[40];
  StringFromGUID2(id, text, 40);
  return narrow(text);
}

std::string createGpo(const Snapshot &snapshot) {
  const std::string id = newGuid();
  for (const char *side : {"Machine", "User"}) fs::create_directories(snapshot.sysvol(id) / side);
  writeSysvolVersion(snapshot.sysvol(id), 0);
  snapshot.writeGpo(id, newObject(snapshot, id, "New Group Policy Object"));
  return id;
}

std::string createGpoFromStarter(const Snapshot &snapshot, const std::string &starter) {
  const std::string id = createGpo(snapshot);
  copyTree(snapshot.starterSysvol(starter), snapshot.sysvol(id));
  const long computer = hasFiles(snapshot.sysvol(id) / "Machine") ? 1 : 0;
  const long user = hasFiles(snapshot.sysvol(id) / "User") ? 1 : 0;
  // Administrative templates are all that a starter GPO holds: registry and the editor's own extension.
  constexpr char computerExtension[] = "[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}{D02B1F72-3407-48AE-BA88-E8213C6761F1}]";
  constexpr char userExtension[] = "[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}{D02B1F73-3407-48AE-BA88-E8213C6761F1}]";
  Json object = snapshot.gpo(id);
  object["version"] = {{"computer", computer}, {"user", user}};
  object["gPCMachineExtensionNames"] = computer > 0 ? computerExtension : "";
  object["gPCUserExtensionNames"] = user > 0 ? userExtension : "";
  snapshot.writeGpo(id, object);
  writeSysvolVersion(snapshot.sysvol(id), static_cast<unsigned long>(user * 0x10000 + computer));
  return id;
}

Work restoreGpo(const Snapshot &snapshot, const fs::path &backup) {
  const BackedUpGpo saved = readBackupXml(backup, snapshot.domain().at("sid"));
  if (!sameText(saved.domain, snapshot.dnsName())) throw E_INVALIDARG;
  Json object = presentObject(snapshot, saved);
  for (const char *name : {"displayName", "flags", "gPCWQLFilter", "nTSecurityDescriptor", "sysvolSecurityDescriptor"})
    object[name] = saved.object.at(name);
  takeExtensions(object, saved.object);
  return replace({snapshot, saved.id, object, saved.object.at("version"), backup / "DomainSysvol" / "GPO"});
}

Work importSettings(const Snapshot &snapshot, const std::string &gpo, const fs::path &backup) {
  const BackedUpGpo saved = readBackupXml(backup, snapshot.domain().at("sid"));
  Json object = snapshot.gpo(gpo);
  takeExtensions(object, saved.object);
  return replace({snapshot, gpo, object, saved.object.at("version"), backup / "DomainSysvol" / "GPO"});
}

Work copyGpo(const Snapshot &source, const std::string &gpo, const Snapshot &target, const std::string &name, bool withPermissions) {
  const Json from = source.gpo(gpo);
  const std::string id = newGuid();
  Json object = newObject(target, id, name.empty() ? "Copy of " + from.at("displayName").get<std::string>() : name);
  takeExtensions(object, from);
  object["flags"] = from.at("flags");
  if (sameText(source.dnsName(), target.dnsName())) object["gPCWQLFilter"] = from.value("gPCWQLFilter", "");
  if (withPermissions)
    for (const char *part : {"nTSecurityDescriptor", "sysvolSecurityDescriptor"}) object[part] = from.at("nTSecurityDescriptor");
  return replace({target, id, object, from.at("version"), source.sysvol(gpo)});
}
