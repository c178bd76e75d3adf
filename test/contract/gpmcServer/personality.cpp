#include "personality.h"
#include "dispatch.h"
#include <cstdlib>

namespace {
std::string words() { return "," + narrow(_wgetenv(L"GPMC_TEST_PERSONALITY")) + ","; }
}  // namespace

bool personality(const char *word) { return words().find("," + std::string(word) + ",") != std::string::npos; }

long personality(const char *word, long fallback) {
  const std::string all = words();
  const std::string key = "," + std::string(word) + "=";
  const std::size_t at = all.find(key);
  return at == std::string::npos ? fallback : std::strtol(all.c_str() + at + key.size(), nullptr, 10);
}
