#include "backupFiles.h"
#include "collection.h"
#include "interfaceIds.h"
#include "objects.h"
#include <fstream>

namespace {
HRESULT text(const std::string &from, BSTR *value) {
  *value = bstr(from);
  return S_OK;
}

class Backup final : public Object<IGPMBackup> {
 public:
  Backup(fs::path set, std::string id) : Object({&ids::IGPMBackup}), set_(std::move(set)), id_(std::move(id)) {}
  HRESULT WINAPI get_ID(BSTR *value) override { return text(id_, value); }
  HRESULT WINAPI get_GPOID(BSTR *value) override { return part("GPOGuid", value); }
  HRESULT WINAPI get_GPODomain(BSTR *value) override { return part("GPODomain", value); }
  HRESULT WINAPI get_GPODisplayName(BSTR *value) override { return part("GPODisplayName", value); }
  HRESULT WINAPI get_Timestamp(DATE *value) override {
    *value = localDate(read("BackupTime"));
    return S_OK;
  }
  HRESULT WINAPI get_Comment(BSTR *value) override { return part("Comment", value); }
  HRESULT WINAPI get_BackupDir(BSTR *value) override {
    *value = SysAllocString(set_.wstring().c_str());
    return S_OK;
  }
  HRESULT WINAPI Delete() override {
    return guarded([&] {
      fs::remove_all(set_ / id_);
      return S_OK;
    });
  }
  HRESULT WINAPI GenerateReport(GPMReportType, VARIANT *progress, VARIANT *cancel, IGPMResult **result) override {
    return guarded([&] { return startOperation(reportOf(read("GPOGuid"), read("GPODisplayName")), progress, cancel, result); });
  }
  HRESULT WINAPI GenerateReportToFile(GPMReportType, BSTR, IGPMResult **) override { return E_NOTIMPL; }

 private:
  // The text of one element of bkupInfo.xml, which this server wrote with CDATA.
  std::string read(const char *name) const {
    std::ifstream stream(set_ / id_ / "bkupInfo.xml", std::ios::binary);
    const std::string all((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    const std::string opening = "<" + std::string(name) + "><![CDATA[";
    const std::size_t start = all.find(opening);
    if (start == std::string::npos) return "";
    const std::size_t from = start + opening.size();
    return all.substr(from, all.find("]]>", from) - from);
  }
  HRESULT part(const char *name, BSTR *value) { return text(read(name), value); }

  fs::path set_;
  std::string id_;
};

class BackupDir final : public Object<IGPMBackupDir> {
 public:
  explicit BackupDir(fs::path folder) : Object({&ids::IGPMBackupDir}), folder_(std::move(folder)) {}
  HRESULT WINAPI get_BackupDirectory(BSTR *value) override {
    *value = SysAllocString(folder_.wstring().c_str());
    return S_OK;
  }
  HRESULT WINAPI GetBackup(BSTR id, IGPMBackup **found) override {
    return guarded([&] {
      *found = newBackup(folder_, narrow(id));
      return S_OK;
    });
  }
  HRESULT WINAPI SearchBackups(IGPMSearchCriteria *, IGPMBackupCollection **found) override {
    return guarded([&] {
      Items items;
      for (const fs::directory_entry &entry : fs::directory_iterator(folder_))
        if (fs::exists(entry.path() / "bkupInfo.xml"))
          items.emplace_back(newBackup(folder_, narrow(entry.path().filename().wstring().c_str())));
      *found = new Collection<IGPMBackupCollection>(ids::IGPMBackupCollection, std::move(items));
      return S_OK;
    });
  }

 private:
  fs::path folder_;
};
}  // namespace

IGPMBackup *newBackup(const fs::path &folder, const std::string &id) {
  if (!fs::exists(folder / id / "bkupInfo.xml")) throw HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND);
  return new Backup(folder, id);
}

fs::path folderOf(IGPMBackup *backup) {
  if (backup == nullptr) throw E_INVALIDARG;
  BSTR set = nullptr;
  BSTR id = nullptr;
  backup->get_BackupDir(&set);
  backup->get_ID(&id);
  const fs::path folder = fs::path(std::wstring(set)) / std::wstring(id);
  SysFreeString(set);
  SysFreeString(id);
  return folder;
}

IGPMBackupDir *newBackupDir(const fs::path &folder) {
  if (!fs::is_directory(folder)) throw HRESULT_FROM_WIN32(ERROR_PATH_NOT_FOUND);
  return new BackupDir(folder);
}
