#include "operation.h"
#include "collection.h"
#include "interfaceIds.h"
#include "personality.h"
#include <memory>
#include <mutex>
#include <thread>

namespace {
constexpr HRESULT cancelled = static_cast<HRESULT>(0x800704C7);

class AsyncCancel final : public Object<IGPMAsyncCancel> {
 public:
  AsyncCancel() : Object({&ids::IGPMAsyncCancel}) {}
  HRESULT WINAPI Cancel() override {
    asked_ = true;
    return S_OK;
  }
  bool asked() const { return asked_; }

 private:
  std::atomic<bool> asked_{false};
};

// Shared with the operation's thread, which fills it in.
class Result final : public Object<IGPMResult> {
 public:
  Result() : Object({&ids::IGPMResult}) { VariantInit(&made_); }
  HRESULT WINAPI get_Status(IGPMStatusMsgCollection **value) override {
    *value = new Collection<IGPMStatusMsgCollection>(ids::IGPMStatusMsgCollection, {});
    return S_OK;
  }
  HRESULT WINAPI get_Result(VARIANT *value) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    VariantInit(value);
    return personality("result-in-status-only") ? S_OK : VariantCopy(value, &made_);
  }
  HRESULT WINAPI OverallStatus() override {
    const std::lock_guard<std::mutex> lock(mutex_);
    return personality("overall-status-throws") ? E_UNEXPECTED : status_;
  }
  void end(HRESULT status, VARIANT &made) {
    const std::lock_guard<std::mutex> lock(mutex_);
    status_ = status;
    VariantCopy(&made_, &made);
  }

 protected:
  ~Result() override { VariantClear(&made_); }

 private:
  std::mutex mutex_;
  HRESULT status_ = S_OK;
  VARIANT made_;
};

// What goes wrong in the middle of an operation, where a personality says so.
void failInTheMiddle() {
  if (personality("gpo-gone")) throw static_cast<HRESULT>(0x80072030);
  if (personality("disk-full")) throw HRESULT_FROM_WIN32(ERROR_DISK_FULL);
  if (personality("dc-lost")) throw static_cast<HRESULT>(0x8007203A);
  if (personality("dies")) TerminateProcess(GetCurrentProcess(), 1);
  if (personality("never-returns")) Sleep(INFINITE);
}

struct Run {
  Work work;
  Held<IGPMAsyncProgress> progress;
  Held<AsyncCancel> cancel;
  Held<Result> result;

  bool asked() const { return cancel && cancel->asked(); }
  long total() const { return static_cast<long>(work.steps.size()); }

  void tell(long done, HRESULT status, VARIANT *made) const {
    if (!progress) return;
    if (personality("no-status-after-cancel") && asked()) return;
    const long denominator = personality("zero-denominator") ? 0 : total();
    const long numerator = personality("falling-numerator") && made == nullptr ? total() - done : done;
    VARIANT nothing;
    VariantInit(&nothing);
    const bool shown = made != nullptr && !personality("result-in-result-only");
    progress->Status(numerator, denominator, status, shown ? made : &nothing, nullptr);
  }

  // Runs all steps, and says how it ended.
  HRESULT steps() const {
    for (long at = 0; at < total(); ++at) {
      if (asked()) return personality("cancel-e-abort") ? E_ABORT : cancelled;
      const HRESULT status = guarded([&] {
        if (at == total() / 2) failInTheMiddle();
        work.steps[static_cast<std::size_t>(at)]();
        return S_OK;
      });
      if (FAILED(status)) return status;
      Sleep(static_cast<DWORD>(personality("slow", 0)));
      if (at + 1 < total()) tell(at + 1, S_OK, nullptr);
    }
    return S_OK;
  }

  void operator()() const {
    VARIANT made;
    VariantInit(&made);
    HRESULT status = steps();
    if (SUCCEEDED(status))
      status = guarded([&] {
        made = work.finish();
        return S_OK;
      });
    if (FAILED(status) && work.undo) work.undo();
    result->end(status, made);
    tell(total(), status, SUCCEEDED(status) ? &made : nullptr);
    VariantClear(&made);
  }
};

// The progress object in the VARIANT; none where it is empty, null or missing. Throws E_INVALIDARG where it is no such object.
Held<IGPMAsyncProgress> progressIn(VARIANT *given) {
  VARIANT value;
  VariantInit(&value);
  if (given != nullptr) VariantCopyInd(&value, given);
  const VARTYPE type = value.vt;
  const bool object = (type == VT_DISPATCH || type == VT_UNKNOWN) && value.punkVal != nullptr;
  Held<IGPMAsyncProgress> found;
  HRESULT status = object || type == VT_EMPTY || type == VT_NULL || type == VT_ERROR ? S_OK : E_INVALIDARG;
  if (object && (personality("refuses-progress") || (personality("unknown-only") && type == VT_DISPATCH))) status = E_INVALIDARG;
  else if (object) status = value.punkVal->QueryInterface(ids::IGPMAsyncProgress, reinterpret_cast<void **>(found.receive()));
  VariantClear(&value);
  if (FAILED(status)) throw status;
  return found;
}
}  // namespace

HRESULT startOperation(Work work, VARIANT *progress, VARIANT *cancel, IGPMResult **result) {
  return guarded([&] {
    auto run = std::make_shared<Run>(Run{std::move(work), progressIn(progress), {}, Held<Result>(new Result())});
    *result = run->result.share();
    if (run->progress && !personality("no-cancel-object")) {
      run->cancel = Held<AsyncCancel>(new AsyncCancel());
      if (cancel != nullptr) {
        VariantClear(cancel);
        cancel->vt = VT_DISPATCH;
        cancel->pdispVal = run->cancel.share();
      }
    }
    if (personality("status-before-return")) run->tell(0, S_OK, nullptr);
    if (!run->progress || personality("blocks-until-done")) {
      (*run)();
      return S_OK;
    }
    std::thread([run] {
      CoInitializeEx(nullptr, COINIT_MULTITHREADED);
      (*run)();
      CoUninitialize();
    }).detach();
    return S_OK;
  });
}
