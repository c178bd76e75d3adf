// Security descriptors as text (SDDL) and as bytes. Wine 8 refuses the entries for extended rights that every GPO has, so that
// the reading is here.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

struct AccessEntry {
  std::uint8_t type = 0;
  std::uint8_t flags = 0;
  std::uint32_t mask = 0;
  // GUIDs as SDDL writes them, without braces; empty where there is none.
  std::string objectType;
  std::string inheritedType;
  std::string sid;

  bool denies() const { return type == 1 || type == 6; }
  bool hasTypes() const { return type == 5 || type == 6; }
};

struct SecurityDescriptor {
  std::string owner;
  std::string group;
  // SE_DACL_… bits of the control word.
  std::uint16_t control = 0;
  std::vector<AccessEntry> dacl;
};

// Reads owner, group and DACL; the domain's SID stands behind DA and its like. Throws E_INVALIDARG.
SecurityDescriptor readSddl(const std::string &text, const std::string &domainSid);
std::string writeSddl(const SecurityDescriptor &descriptor, const std::string &domainSid);

// The self-relative form as Backup.xml holds it: two hexadecimal digits and a blank for each byte.
std::string writeDescriptorHex(const SecurityDescriptor &descriptor);
// Throws E_INVALIDARG.
SecurityDescriptor readDescriptorHex(const std::string &text);
