// The domain that the server serves: a snapshot folder of this product (ad/… as JSON, sysvol/… byte for byte).
#pragma once
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

class Snapshot {
 public:
  explicit Snapshot(fs::path folder);
  // The snapshot of a domain, as GPMC_TEST_DOMAINS names them; throws the HRESULT of an unknown domain.
  static Snapshot ofDomain(const std::string &dnsName);

  const Json &domain() const { return domain_; }
  std::string dnsName() const { return domain_.at("dnsName"); }
  std::string distinguishedName() const;
  // Upper-case GUIDs in braces, sorted.
  std::vector<std::string> gpos() const { return ids("gpos"); }
  std::vector<std::string> wmiFilters() const { return ids("wmi"); }
  std::vector<std::string> starters() const { return ids("starters"); }
  // Throws ERROR_DS_NO_SUCH_OBJECT where there is none.
  Json gpo(const std::string &id) const { return object("gpos", id); }
  Json starter(const std::string &id) const { return object("starters", id); }
  Json wmiFilter(const std::string &id) const { return object("wmi", id); }
  void writeGpo(const std::string &id, const Json &value) const { write(folder_ / "ad" / "gpos" / (id + ".json"), value); }
  void removeGpo(const std::string &id) const;
  fs::path starterSysvol(const std::string &id) const { return folder_ / "sysvol" / "StarterGPOs" / id; }
  fs::path sysvol(const std::string &id) const { return folder_ / "sysvol" / "Policies" / id; }

  struct Som {
    fs::path file;
    Json value;
  };
  std::vector<Som> soms() const;
  // Compared without case; throws ERROR_DS_NO_SUCH_OBJECT where there is none.
  Som som(const std::string &distinguishedName) const;
  // Name of the principal with the SID, and its kind; empty where it is unknown.
  Json principal(const std::string &sid) const;

  static Json read(const fs::path &file);
  static void write(const fs::path &file, const Json &value);

 private:
  std::vector<std::string> ids(const char *kind) const;
  Json object(const char *kind, const std::string &id) const;

  fs::path folder_;
  Json domain_;
};

// Without case, as GUIDs and distinguished names are compared.
bool sameText(const std::string &one, const std::string &other);
