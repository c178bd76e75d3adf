#include "backupFiles.h"
#include "backupXml.h"
#include "dispatch.h"
#include "fileTree.h"
#include "objects.h"
#include "personality.h"
#include "settings.h"
#include <fstream>

namespace {
std::string escaped(const std::string &text) {
  std::string result;
  for (const char letter : text) {
    if (letter == '&') result += "&amp;";
    else if (letter == '<') result += "&lt;";
    else if (letter == '"') result += "&quot;";
    else result += letter;
  }
  return result;
}

std::string nowText() {
  SYSTEMTIME now;
  GetSystemTime(&now);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d", now.wYear, now.wMonth, now.wDay, now.wHour, now.wMinute, now.wSecond);
  return text;
}

std::string backupInstance(const Snapshot &snapshot, const std::string &gpo, const std::string &backup, const std::string &comment) {
  const auto part = [](const char *name, const std::string &value) {
    return "<" + std::string(name) + "><![CDATA[" + value + "]]></" + name + ">";
  };
  return "<BackupInst xmlns=\"http://www.microsoft.com/GroupPolicy/GPOOperations/Manifest\">" + part("GPOGuid", gpo) +
         part("GPODomain", snapshot.dnsName()) + part("GPODomainGuid", snapshot.domain().at("guid")) +
         part("GPODomainController", snapshot.domain().at("pdc")) + part("BackupTime", nowText()) + part("ID", backup) +
         part("Comment", comment) + part("GPODisplayName", snapshot.gpo(gpo).at("displayName")) + "</BackupInst>";
}

void writeText(const fs::path &file, const std::string &text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  if (!stream) throw HRESULT_FROM_WIN32(ERROR_DISK_FULL);
}

std::string reportText(const std::string &gpo, const std::string &name) {
  return "<?xml version=\"1.0\" encoding=\"utf-16\"?>\r\n<GPO xmlns=\"http://www.microsoft.com/GroupPolicy/Settings\"><Identifier>"
         "<Identifier xmlns=\"http://www.microsoft.com/GroupPolicy/Types\">" +
         gpo + "</Identifier></Identifier><Name>" + escaped(name) + "</Name></GPO>";
}

// UTF-16 with a byte order mark, as GPMC writes it.
void writeReport(const fs::path &file, const std::string &report) {
  const std::wstring units = L"\xFEFF" + wide(report);
  writeText(file, std::string(reinterpret_cast<const char *>(units.data()), units.size() * sizeof(wchar_t)));
}

VARIANT objectVariant(IDispatch *made) {
  VARIANT value;
  VariantInit(&value);
  value.vt = VT_DISPATCH;
  value.pdispVal = made;
  return value;
}
}  // namespace

Work backUp(const Snapshot &snapshot, const std::string &gpo, const fs::path &set, const std::string &comment) {
  if (personality("access-denied")) throw E_ACCESSDENIED;
  if (!fs::is_directory(set)) throw HRESULT_FROM_WIN32(ERROR_PATH_NOT_FOUND);
  const std::string id = newGuid();
  const fs::path folder = set / id;
  const fs::path from = snapshot.sysvol(gpo);
  Work work;
  work.steps.push_back([=] { fs::create_directories(folder / "DomainSysvol" / "GPO"); });
  for (const fs::directory_entry &entry : fs::directory_iterator(from)) {
    const fs::path name = entry.path().filename();
    if (sameText(narrow(name.wstring().c_str()), "gpt.ini")) continue;
    work.steps.push_back([=] { copyTree(from / name, folder / "DomainSysvol" / "GPO" / name); });
  }
  for (long more = personality("status-per-operation", 0) - 5; more > 0; --more) work.steps.push_back([] {});
  work.steps.push_back([=] { writeText(folder / "Backup.xml", writeBackupXml(snapshot, gpo)); });
  work.steps.push_back([=] { writeReport(folder / "gpreport.xml", reportText(gpo, snapshot.gpo(gpo).at("displayName"))); });
  work.steps.push_back([=] { writeText(folder / "bkupInfo.xml", backupInstance(snapshot, gpo, id, comment)); });
  work.finish = [=] { return objectVariant(newBackup(set, id)); };
  work.undo = [=] { fs::remove_all(folder); };
  return work;
}

Work report(const Snapshot &snapshot, const std::string &gpo) { return reportOf(gpo, snapshot.gpo(gpo).at("displayName")); }

Work reportOf(const std::string &gpo, const std::string &name) {
  if (personality("access-denied")) throw E_ACCESSDENIED;
  Work work;
  for (int step = 0; step < 3; ++step) work.steps.push_back([] {});
  work.finish = [=] {
    VARIANT value;
    VariantInit(&value);
    value.vt = VT_BSTR;
    value.bstrVal = bstr(reportText(gpo, name));
    return value;
  };
  return work;
}
