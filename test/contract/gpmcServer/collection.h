// A collection as GPMC makes them: counted from 1, and with an enumerator.
#pragma once
#include "dispatch.h"
#include <vector>

using Items = std::vector<Held<IDispatch>>;

// Walks a collection for foreach.
class Enumerator final : public IEnumVARIANT {
 public:
  explicit Enumerator(Items items, std::size_t at = 0) : items_(std::move(items)), at_(at) {}
  HRESULT WINAPI QueryInterface(REFIID wanted, void **found) override;
  ULONG WINAPI AddRef() override { return ++references_; }
  ULONG WINAPI Release() override;
  HRESULT WINAPI Next(ULONG count, VARIANT *values, ULONG *fetched) override;
  HRESULT WINAPI Skip(ULONG count) override;
  HRESULT WINAPI Reset() override;
  HRESULT WINAPI Clone(IEnumVARIANT **copy) override;

 private:
  Items items_;
  std::size_t at_;
  std::atomic<ULONG> references_{1};
};

template <class Interface>
class Collection : public Object<Interface> {
 public:
  Collection(const GUID &id, Items items) : Object<Interface>({&id}), items_(std::move(items)) {}
  HRESULT WINAPI get_Count(long *count) override {
    *count = static_cast<long>(items_.size());
    return S_OK;
  }
  HRESULT WINAPI get_Item(long index, VARIANT *value) override {
    VariantInit(value);
    if (index < 1 || static_cast<std::size_t>(index) > items_.size()) return E_INVALIDARG;
    value->vt = VT_DISPATCH;
    value->pdispVal = items_[static_cast<std::size_t>(index) - 1].share();
    return S_OK;
  }
  HRESULT WINAPI get__NewEnum(IEnumVARIANT **enumerator) override {
    *enumerator = new Enumerator(items_);
    return S_OK;
  }

 private:
  Items items_;
};
