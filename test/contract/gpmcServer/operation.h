// An operation with Status and Cancel: asynchronous where it is given a progress object, synchronous where it is not.
#pragma once
#include "dispatch.h"
#include <functional>
#include <gpmgmt.h>
#include <vector>

// What an operation does, in the steps that it reports. A step or `finish` that throws an HRESULT fails the operation.
struct Work {
  std::vector<std::function<void()>> steps;
  // Called after the last step: what the operation made, as the VARIANT of IGPMResult.Result.
  std::function<VARIANT()> finish;
  // Called when a step failed or Cancel was heard: puts back what was there before.
  std::function<void()> undo;
};

// Starts the operation and gives the cancel object back by reference, as IGPMGPO::Backup and its like do.
HRESULT startOperation(Work work, VARIANT *progress, VARIANT *cancel, IGPMResult **result);
