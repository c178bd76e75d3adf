// IUnknown and IDispatch of every object: late-bound calls go through the type library to the interface's own methods.
#pragma once
#include <atomic>
#include <initializer_list>
#include <string>
#include <windows.h>
#include <oleauto.h>

// How many objects live: a client that releases all brings it back to where it was.
inline std::atomic<long> liveObjects{0};

// The type information of an interface in this library; null where it has none.
ITypeInfo *typeInfoOf(REFGUID interfaceId);

// A reference counted object with one interface of GPMC. `versions` are the ids it answers to, the newest first.
template <class Interface>
class Object : public Interface {
 public:
  explicit Object(std::initializer_list<const GUID *> versions) : info_(typeInfoOf(**versions.begin())), count_(versions.size()) {
    std::size_t at = 0;
    for (const GUID *version : versions) versions_[at++] = version;
    ++liveObjects;
  }
  Object(const Object &) = delete;
  Object &operator=(const Object &) = delete;

  HRESULT WINAPI QueryInterface(REFIID wanted, void **found) override {
    bool known = IsEqualGUID(wanted, IID_IUnknown) || IsEqualGUID(wanted, IID_IDispatch);
    for (std::size_t at = 0; at < count_; ++at) known = known || IsEqualGUID(wanted, *versions_[at]);
    *found = known ? static_cast<Interface *>(this) : nullptr;
    if (!known) return E_NOINTERFACE;
    this->AddRef();
    return S_OK;
  }
  ULONG WINAPI AddRef() override { return ++references_; }
  ULONG WINAPI Release() override {
    const ULONG left = --references_;
    if (left == 0) delete this;
    return left;
  }
  HRESULT WINAPI GetTypeInfoCount(UINT *count) override {
    *count = info_ == nullptr ? 0 : 1;
    return S_OK;
  }
  HRESULT WINAPI GetTypeInfo(UINT index, LCID, ITypeInfo **info) override {
    *info = nullptr;
    if (index != 0) return DISP_E_BADINDEX;
    if (info_ == nullptr) return E_NOTIMPL;
    info_->AddRef();
    *info = info_;
    return S_OK;
  }
  HRESULT WINAPI GetIDsOfNames(REFIID, LPOLESTR *names, UINT count, LCID, DISPID *found) override {
    return info_ == nullptr ? E_NOTIMPL : info_->GetIDsOfNames(names, count, found);
  }
  HRESULT WINAPI Invoke(DISPID id, REFIID, LCID, WORD flags, DISPPARAMS *arguments, VARIANT *result, EXCEPINFO *problem,
                        UINT *wrong) override {
    if (info_ == nullptr) return E_NOTIMPL;
    return info_->Invoke(static_cast<Interface *>(this), id, flags, arguments, result, problem, wrong);
  }

 protected:
  virtual ~Object() {
    if (info_ != nullptr) info_->Release();
    --liveObjects;
  }

 private:
  ITypeInfo *info_;
  std::size_t count_;
  const GUID *versions_[3] = {};
  std::atomic<ULONG> references_{1};
};

// Holds a reference for as long as it lives.
template <class Interface>
class Held {
 public:
  Held() = default;
  // Takes over the reference that it is given.
  explicit Held(Interface *value) : value_(value) {}
  Held(const Held &other) : value_(other.value_) {
    if (value_ != nullptr) value_->AddRef();
  }
  Held(Held &&other) noexcept : value_(other.value_) { other.value_ = nullptr; }
  Held &operator=(Held other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ~Held() {
    if (value_ != nullptr) value_->Release();
  }
  Interface *get() const { return value_; }
  Interface *operator->() const { return value_; }
  explicit operator bool() const { return value_ != nullptr; }
  // One more reference, for an out parameter.
  Interface *share() const {
    value_->AddRef();
    return value_;
  }
  Interface **receive() { return &value_; }

 private:
  Interface *value_ = nullptr;
};

// UTF-8 inside, UTF-16 at the interface.
std::wstring wide(const std::string &text);
std::string narrow(const wchar_t *text);
BSTR bstr(const std::string &text);
inline VARIANT_BOOL variantBool(bool value) { return value ? VARIANT_TRUE : VARIANT_FALSE; }
// The local time of this computer, from ISO 8601 in UTC.
DATE localDate(const std::string &iso);

// Runs a method's body; what it throws becomes its HRESULT.
template <class Body>
HRESULT guarded(Body body) {
  try {
    return body();
  } catch (const HRESULT problem) {
    return problem;
  } catch (const std::exception &) {
    return E_FAIL;
  }
}
