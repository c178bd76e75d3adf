#include "backupXml.h"
#include "dispatch.h"
#include "gptIni.h"
#include "securityDescriptor.h"
#include <algorithm>
#include <fstream>

namespace {
constexpr char backupNamespace[] = "http://www.microsoft.com/GroupPolicy/GPOOperations";

std::string element(const char *name, const std::string &text) {
  const std::string tag(name);
  return text.empty() ? "<" + tag + "/>" : "<" + tag + "><![CDATA[" + text + "]]></" + tag + ">";
}

std::string attribute(const char *name, const std::string &text) {
  std::string value;
  for (const char letter : text) {
    if (letter == '&') value += "&amp;";
    else if (letter == '<') value += "&lt;";
    else if (letter == '"') value += "&quot;";
    else value += letter;
  }
  return std::string(" bkp:") + name + "=\"" + value + "\"";
}

// SYSVOL's version in the upper half.
std::string versionWord(unsigned long ad, unsigned long sysvol) { return std::to_string((sysvol & 0xFFFF) * 0x10000 + (ad & 0xFFFF)); }

long highestOf(const std::string &word) {
  const unsigned long value = std::strtoul(word.c_str(), nullptr, 10);
  return static_cast<long>(std::max(value & 0xFFFF, value >> 16));
}

std::string rows(const Snapshot &snapshot, const std::string &gpo) {
  const fs::path root = snapshot.sysvol(gpo);
  const std::string pdc = snapshot.domain().at("pdc");
  const std::string expanded = "\\\\" + pdc + "\\sysvol\\" + snapshot.dnsName() + "\\Policies\\" + gpo + "\\";
  std::string text;
  for (const fs::directory_entry &entry : fs::recursive_directory_iterator(root)) {
    const std::string path = narrow(entry.path().lexically_relative(root).make_preferred().wstring().c_str());
    if (sameText(path, "gpt.ini")) continue;
    text += std::string(entry.is_directory() ? "<FSObjectDir" : "<FSObjectFile") + attribute("Path", "%GPO_FSPATH%\\" + path) +
            attribute("SourceExpandedPath", expanded + path) + attribute("Location", "DomainSysvol\\GPO\\" + path) + "/>";
  }
  return text;
}

std::string filterPath(const Snapshot &snapshot, const std::string &link) {
  const std::size_t brace = link.find('{');
  if (brace == std::string::npos) return "";
  return "MSFT_SomFilter.ID=\"" + link.substr(brace, 38) + "\",Domain=\"" + snapshot.dnsName() + "\"";
}

// The text of an element, without its CDATA.
std::string textOf(const std::string &xml, const char *name) {
  const std::string opening = "<" + std::string(name) + ">";
  const std::size_t start = xml.find(opening);
  if (start == std::string::npos) return "";
  const std::size_t from = start + opening.size();
  const std::string text = xml.substr(from, xml.find("</" + std::string(name) + ">", from) - from);
  constexpr char cdata[] = "<![CDATA[";
  return text.rfind(cdata, 0) == 0 ? text.substr(9, text.size() - 12) : text;
}
}  // namespace

std::string writeBackupXml(const Snapshot &snapshot, const std::string &gpo) {
  const Json object = snapshot.gpo(gpo);
  const unsigned long sysvol = sysvolVersion(snapshot.sysvol(gpo));
  const std::string sid = snapshot.domain().at("sid");
  const Json &version = object.at("version");
  const std::string core =
      element("ID", gpo) + element("Domain", snapshot.dnsName()) + "<SecurityDescriptor>" +
      writeDescriptorHex(readSddl(object.at("nTSecurityDescriptor"), sid)) + "</SecurityDescriptor>" +
      element("DisplayName", object.at("displayName")) + element("Options", std::to_string(object.at("flags").get<long>())) +
      element("UserVersionNumber", versionWord(version.at("user"), sysvol >> 16)) +
      element("MachineVersionNumber", versionWord(version.at("computer"), sysvol & 0xFFFF)) +
      element("MachineExtensionGuids", object.value("gPCMachineExtensionNames", "")) +
      element("UserExtensionGuids", object.value("gPCUserExtensionNames", "")) +
      element("WMIFilter", filterPath(snapshot, object.value("gPCWQLFilter", "")));
  return std::string("<?xml version=\"1.0\" encoding=\"utf-8\"?><!-- Copyright (c) Microsoft Corporation.  All rights reserved. -->") +
         "<GroupPolicyBackupScheme bkp:version=\"2.0\" bkp:type=\"GroupPolicyBackupTemplate\" xmlns:bkp=\"" + backupNamespace +
         "\" xmlns=\"" + backupNamespace + "\">\r\n    <GroupPolicyObject><SecurityGroups/><FilePaths/><GroupPolicyCoreSettings>" + core +
         "</GroupPolicyCoreSettings> \r\n    <GroupPolicyExtension bkp:ID=\"{F15C46CD-82A0-4C2D-A210-5D0D3182A418}\" "
         "bkp:DescName=\"Unknown Extension\">" +
         rows(snapshot, gpo) + "</GroupPolicyExtension></GroupPolicyObject>\r\n</GroupPolicyBackupScheme>";
}

BackedUpGpo readBackupXml(const fs::path &backup, const std::string &domainSid) {
  std::ifstream stream(backup / "Backup.xml", std::ios::binary);
  if (!stream) throw HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND);
  const std::string all((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  const std::string xml = all.substr(std::min(all.find("<GroupPolicyCoreSettings>"), all.size()));
  const std::string filter = textOf(xml, "WMIFilter");
  const std::string domain = textOf(xml, "Domain");
  const std::size_t brace = filter.find('{');
  const std::string sddl = writeSddl(readDescriptorHex(textOf(xml, "SecurityDescriptor")), domainSid);
  Json object = {
      {"displayName", textOf(xml, "DisplayName")},
      {"version", {{"computer", highestOf(textOf(xml, "MachineVersionNumber"))}, {"user", highestOf(textOf(xml, "UserVersionNumber"))}}},
      {"flags", std::strtol(textOf(xml, "Options").c_str(), nullptr, 10)},
      {"gPCMachineExtensionNames", textOf(xml, "MachineExtensionGuids")},
      {"gPCUserExtensionNames", textOf(xml, "UserExtensionGuids")},
      {"gPCWQLFilter", brace == std::string::npos ? "" : "[" + domain + ";" + filter.substr(brace, 38) + ";0]"},
      {"nTSecurityDescriptor", sddl},
      {"sysvolSecurityDescriptor", sddl},
  };
  return {textOf(xml, "ID"), domain, std::move(object)};
}
