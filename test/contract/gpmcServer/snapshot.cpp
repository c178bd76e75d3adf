#include "snapshot.h"
#include "dispatch.h"
#include <algorithm>
#include <fstream>
#include <windows.h>

namespace {
constexpr HRESULT noSuchDomain = static_cast<HRESULT>(0x8007054B);
constexpr HRESULT noSuchObject = static_cast<HRESULT>(0x80072030);

std::string environment(const wchar_t *name) {
  const wchar_t *value = _wgetenv(name);
  return narrow(value);
}
}  // namespace

bool sameText(const std::string &one, const std::string &other) { return _stricmp(one.c_str(), other.c_str()) == 0; }

Snapshot::Snapshot(fs::path folder) : folder_(std::move(folder)), domain_(read(folder_ / "snapshot.json")) {}

Snapshot Snapshot::ofDomain(const std::string &dnsName) {
  const std::string domains = environment(L"GPMC_TEST_DOMAINS");
  for (std::size_t start = 0; start < domains.size();) {
    const std::size_t end = std::min(domains.find(';', start), domains.size());
    const std::string pair = domains.substr(start, end - start);
    const std::size_t equals = pair.find('=');
    if (equals != std::string::npos && sameText(pair.substr(0, equals), dnsName))
      return Snapshot(fs::path(wide(pair.substr(equals + 1))));
    start = end + 1;
  }
  throw noSuchDomain;
}

std::string Snapshot::distinguishedName() const {
  std::string name = "DC=";
  for (const char letter : dnsName()) name += letter == '.' ? std::string(",DC=") : std::string(1, letter);
  return name;
}

std::vector<std::string> Snapshot::ids(const char *kind) const {
  std::vector<std::string> found;
  const fs::path folder = folder_ / "ad" / kind;
  if (!fs::exists(folder)) return found;
  for (const fs::directory_entry &entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".json") found.push_back(narrow(entry.path().stem().wstring().c_str()));
  std::sort(found.begin(), found.end());
  return found;
}

Json Snapshot::object(const char *kind, const std::string &id) const {
  for (const std::string &known : ids(kind))
    if (sameText(known, id)) return read(folder_ / "ad" / kind / (known + ".json"));
  throw noSuchObject;
}

void Snapshot::removeGpo(const std::string &id) const {
  fs::remove(folder_ / "ad" / "gpos" / (id + ".json"));
  fs::remove_all(sysvol(id));
}

std::vector<Snapshot::Som> Snapshot::soms() const {
  std::vector<Som> found;
  for (const std::string &name : ids("soms")) {
    const fs::path file = folder_ / "ad" / "soms" / (name + ".json");
    found.push_back({file, read(file)});
  }
  return found;
}

Snapshot::Som Snapshot::som(const std::string &distinguishedName) const {
  for (const Som &som : soms())
    if (sameText(som.value.at("distinguishedName"), distinguishedName)) return som;
  throw noSuchObject;
}

Json Snapshot::principal(const std::string &sid) const {
  const Json all = read(folder_ / "ad" / "principals.json");
  for (const Json &principal : all.at("principals"))
    if (sameText(principal.at("sid"), sid)) return principal;
  return Json::object();
}

Json Snapshot::read(const fs::path &file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw noSuchObject;
  return Json::parse(stream);
}

void Snapshot::write(const fs::path &file, const Json &value) {
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream << value.dump(2) << '\n';
  if (!stream) throw static_cast<HRESULT>(0x80070070);
}
