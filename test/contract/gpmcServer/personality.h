// How the server behaves where GPMC's behaviour is not documented: words in GPMC_TEST_PERSONALITY, with commas between.
#pragma once
#include <string>

// Whether the word is there.
bool personality(const char *word);
// The number behind `word=`; the fallback where it is not there.
long personality(const char *word, long fallback);
