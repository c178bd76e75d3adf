#include "securityDescriptor.h"
#include <cstdlib>
#include <cstring>
#include <windows.h>
#include <sddl.h>

namespace {
struct Word {
  const char *letters;
  std::uint32_t value;
};

// MS-DTYP 2.5.1.1: rights, flags and SIDs.
constexpr Word rights[] = {{"CC", 0x1}, {"DC", 0x2}, {"LC", 0x4}, {"SW", 0x8}, {"RP", 0x10}, {"WP", 0x20}, {"DT", 0x40},
                           {"LO", 0x80}, {"CR", 0x100}, {"SD", 0x10000}, {"RC", 0x20000}, {"WD", 0x40000}, {"WO", 0x80000},
                           {"GA", 0x10000000}, {"GX", 0x20000000}, {"GW", 0x40000000}, {"GR", 0x80000000}};
constexpr Word entryFlags[] = {{"OI", 1}, {"CI", 2}, {"NP", 4}, {"IO", 8}, {"ID", 16}};
constexpr Word entryTypes[] = {{"OA", 5}, {"OD", 6}, {"A", 0}, {"D", 1}};
constexpr Word controls[] = {{"P", SE_DACL_PROTECTED}, {"AR", SE_DACL_AUTO_INHERIT_REQ}, {"AI", SE_DACL_AUTO_INHERITED}};
constexpr Word domainRids[] = {{"LA", 500}, {"LG", 501}, {"DA", 512}, {"DU", 513}, {"DG", 514}, {"DC", 515},
                               {"DD", 516}, {"CA", 517}, {"SA", 518}, {"EA", 519}, {"PA", 520}};
struct Known {
  const char *letters;
  const char *sid;
};
constexpr Known knownSids[] = {{"WD", "S-1-1-0"}, {"CO", "S-1-3-0"}, {"CG", "S-1-3-1"}, {"AU", "S-1-5-11"},
                               {"ED", "S-1-5-9"}, {"SY", "S-1-5-18"}, {"LS", "S-1-5-19"}, {"NS", "S-1-5-20"},
                               {"IU", "S-1-5-4"}, {"NU", "S-1-5-2"}, {"AN", "S-1-5-7"}, {"PS", "S-1-5-10"},
                               {"BA", "S-1-5-32-544"}, {"BU", "S-1-5-32-545"}, {"BG", "S-1-5-32-546"}};

template <std::size_t Count>
std::uint32_t sumOf(const Word (&words)[Count], const std::string &text) {
  std::uint32_t sum = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Word *found = nullptr;
    for (const Word &word : words)
      if (text.compare(at, std::strlen(word.letters), word.letters) == 0) found = &word;
    if (found == nullptr) throw E_INVALIDARG;
    sum |= found->value;
    at += std::strlen(found->letters);
  }
  return sum;
}

template <std::size_t Count>
std::string lettersOf(const Word (&words)[Count], std::uint32_t value) {
  std::string text;
  for (const Word &word : words)
    if ((value & word.value) != 0) text += word.letters;
  return text;
}

std::string sidOf(const std::string &text, const std::string &domainSid) {
  for (const Known &known : knownSids)
    if (text == known.letters) return known.sid;
  for (const Word &word : domainRids)
    if (text == word.letters) return domainSid + "-" + std::to_string(word.value);
  return text;
}

std::string letters(const std::string &sid, const std::string &domainSid) {
  for (const Known &known : knownSids)
    if (sid == known.sid) return known.letters;
  for (const Word &word : domainRids)
    if (sid == domainSid + "-" + std::to_string(word.value)) return word.letters;
  return sid;
}

std::uint32_t maskOf(const std::string &text) {
  return text.rfind("0x", 0) == 0 ? static_cast<std::uint32_t>(std::strtoul(text.c_str(), nullptr, 16)) : sumOf(rights, text);
}

AccessEntry entryOf(const std::string &text, const std::string &domainSid) {
  std::vector<std::string> fields{""};
  for (const char letter : text) {
    if (letter == ';') fields.emplace_back();
    else fields.back() += letter;
  }
  if (fields.size() < 6) throw E_INVALIDARG;
  AccessEntry entry;
  entry.type = 0xff;
  for (const Word &word : entryTypes)
    if (fields[0] == word.letters) entry.type = static_cast<std::uint8_t>(word.value);
  if (entry.type == 0xff) throw E_INVALIDARG;
  entry.flags = static_cast<std::uint8_t>(sumOf(entryFlags, fields[1]));
  entry.mask = maskOf(fields[2]);
  entry.objectType = fields[3];
  entry.inheritedType = fields[4];
  entry.sid = sidOf(fields[5], domainSid);
  return entry;
}

// The part behind `O:`, `G:` or `D:`; a colon occurs only behind these letters.
std::string partOf(const std::string &text, char letter) {
  const std::size_t start = text.find(std::string(1, letter) + ":");
  if (start == std::string::npos) return "";
  const std::size_t colon = text.find(':', start + 2);
  return text.substr(start + 2, colon == std::string::npos ? colon : colon - 1 - (start + 2));
}

using Bytes = std::vector<std::uint8_t>;

void put(Bytes &bytes, std::uint32_t value, int size) {
  for (int at = 0; at < size; ++at) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * at)));
}

std::uint32_t number(const Bytes &bytes, std::size_t at, int size) {
  std::uint32_t value = 0;
  for (int index = 0; index < size; ++index) value |= static_cast<std::uint32_t>(bytes.at(at + static_cast<std::size_t>(index))) << (8 * index);
  return value;
}

Bytes sidBytes(const std::string &text) {
  PSID sid = nullptr;
  if (!ConvertStringSidToSidA(text.c_str(), &sid)) throw E_INVALIDARG;
  const auto *start = static_cast<const std::uint8_t *>(sid);
  Bytes bytes(start, start + GetLengthSid(sid));
  LocalFree(sid);
  return bytes;
}

std::string sidText(const Bytes &bytes, std::size_t at) {
  std::string text = "S-" + std::to_string(bytes.at(at)) + "-" + std::to_string(bytes.at(at + 7));
  for (std::size_t part = 0; part < bytes.at(at + 1); ++part) text += "-" + std::to_string(number(bytes, at + 8 + 4 * part, 4));
  return text;
}

Bytes guidBytes(const std::string &text) {
  const std::wstring braced = L"{" + std::wstring(text.begin(), text.end()) + L"}";
  GUID guid;
  if (FAILED(CLSIDFromString(braced.c_str(), &guid))) throw E_INVALIDARG;
  const auto *start = reinterpret_cast<const std::uint8_t *>(&guid);
  return Bytes(start, start + sizeof guid);
}

std::string guidText(const Bytes &bytes, std::size_t at) {
  GUID guid;
  for (std::size_t index = 0; index < sizeof guid; ++index) reinterpret_cast<std::uint8_t *>(&guid)[index] = bytes.at(at + index);
  char text[40];
  std::snprintf(text, sizeof text, "%08lx-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x", guid.Data1, guid.Data2, guid.Data3, guid.Data4[0],
                guid.Data4[1], guid.Data4[2], guid.Data4[3], guid.Data4[4], guid.Data4[5], guid.Data4[6], guid.Data4[7]);
  return text;
}

Bytes entryBytes(const AccessEntry &entry) {
  Bytes body;
  put(body, entry.mask, 4);
  if (entry.hasTypes()) {
    put(body, (entry.objectType.empty() ? 0u : 1u) | (entry.inheritedType.empty() ? 0u : 2u), 4);
    for (const std::string *type : {&entry.objectType, &entry.inheritedType}) {
      const Bytes bytes = type->empty() ? Bytes() : guidBytes(*type);
      body.insert(body.end(), bytes.begin(), bytes.end());
    }
  }
  const Bytes sid = sidBytes(entry.sid);
  body.insert(body.end(), sid.begin(), sid.end());
  Bytes bytes{entry.type, entry.flags};
  put(bytes, static_cast<std::uint32_t>(body.size() + 4), 2);
  bytes.insert(bytes.end(), body.begin(), body.end());
  return bytes;
}

AccessEntry entryAt(const Bytes &bytes, std::size_t at) {
  AccessEntry entry;
  entry.type = bytes.at(at);
  entry.flags = bytes.at(at + 1);
  entry.mask = number(bytes, at + 4, 4);
  std::size_t place = at + 8;
  if (entry.hasTypes()) {
    const std::uint32_t present = number(bytes, place, 4);
    place += 4;
    if ((present & 1) != 0) entry.objectType = guidText(bytes, place), place += 16;
    if ((present & 2) != 0) entry.inheritedType = guidText(bytes, place), place += 16;
  }
  entry.sid = sidText(bytes, place);
  return entry;
}
}  // namespace

SecurityDescriptor readSddl(const std::string &text, const std::string &domainSid) {
  SecurityDescriptor descriptor;
  descriptor.owner = sidOf(partOf(text, 'O'), domainSid);
  descriptor.group = sidOf(partOf(text, 'G'), domainSid);
  const std::string dacl = partOf(text, 'D');
  descriptor.control = static_cast<std::uint16_t>(sumOf(controls, dacl.substr(0, dacl.find('('))));
  for (std::size_t at = dacl.find('('); at != std::string::npos; at = dacl.find('(', at + 1))
    descriptor.dacl.push_back(entryOf(dacl.substr(at + 1, dacl.find(')', at) - at - 1), domainSid));
  return descriptor;
}

std::string writeSddl(const SecurityDescriptor &descriptor, const std::string &domainSid) {
  std::string text = "O:" + letters(descriptor.owner, domainSid) + "G:" + letters(descriptor.group, domainSid) + "D:";
  text += lettersOf(controls, descriptor.control);
  for (const AccessEntry &entry : descriptor.dacl) {
    text += "(";
    for (const Word &word : entryTypes)
      if (word.value == entry.type) text += word.letters;
    text += ";" + lettersOf(entryFlags, entry.flags) + ";" + lettersOf(rights, entry.mask) + ";" + entry.objectType + ";" +
            entry.inheritedType + ";" + letters(entry.sid, domainSid) + ")";
  }
  return text;
}

std::string writeDescriptorHex(const SecurityDescriptor &descriptor) {
  const Bytes owner = sidBytes(descriptor.owner);
  const Bytes group = sidBytes(descriptor.group);
  Bytes entries;
  for (const AccessEntry &entry : descriptor.dacl) {
    const Bytes bytes = entryBytes(entry);
    entries.insert(entries.end(), bytes.begin(), bytes.end());
  }
  constexpr std::uint32_t header = 20;
  const auto acl = static_cast<std::uint32_t>(entries.size() + 8);
  Bytes all{1, 0};
  put(all, SE_SELF_RELATIVE | SE_DACL_PRESENT | descriptor.control, 2);
  put(all, header + acl, 4);
  put(all, header + acl + static_cast<std::uint32_t>(owner.size()), 4);
  put(all, 0, 4);
  put(all, header, 4);
  put(all, ACL_REVISION_DS, 2);
  put(all, acl, 2);
  put(all, static_cast<std::uint32_t>(descriptor.dacl.size()), 4);
  for (const Bytes *part : std::initializer_list<const Bytes *>{&entries, &owner, &group}) all.insert(all.end(), part->begin(), part->end());
  std::string text;
  char digits[4];
  for (const std::uint8_t byte : all) {
    std::snprintf(digits, sizeof digits, "%02x ", byte);
    text += digits;
  }
  return text;
}

SecurityDescriptor readDescriptorHex(const std::string &text) {
  Bytes bytes;
  for (const char *at = text.c_str(); *at != '\0';) {
    char *end = nullptr;
    bytes.push_back(static_cast<std::uint8_t>(std::strtoul(at, &end, 16)));
    if (end == at) break;
    at = end;
    while (*at == ' ' || *at == '\r' || *at == '\n') ++at;
  }
  if (bytes.size() < 20) throw E_INVALIDARG;
  SecurityDescriptor descriptor;
  descriptor.control = static_cast<std::uint16_t>(number(bytes, 2, 2) & (SE_DACL_PROTECTED | SE_DACL_AUTO_INHERIT_REQ | SE_DACL_AUTO_INHERITED));
  descriptor.owner = sidText(bytes, number(bytes, 4, 4));
  descriptor.group = sidText(bytes, number(bytes, 8, 4));
  const std::size_t acl = number(bytes, 16, 4);
  const std::uint32_t count = acl == 0 ? 0 : number(bytes, acl + 4, 2);
  std::size_t at = acl + 8;
  for (std::uint32_t index = 0; index < count; ++index, at += number(bytes, at + 2, 2)) descriptor.dacl.push_back(entryAt(bytes, at));
  return descriptor;
}
