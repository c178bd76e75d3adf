#include "collection.h"

HRESULT WINAPI Enumerator::QueryInterface(REFIID wanted, void **found) {
  const bool known = IsEqualGUID(wanted, IID_IUnknown) || IsEqualGUID(wanted, IID_IEnumVARIANT);
  *found = known ? static_cast<IEnumVARIANT *>(this) : nullptr;
  if (!known) return E_NOINTERFACE;
  AddRef();
  return S_OK;
}

ULONG WINAPI Enumerator::Release() {
  const ULONG left = --references_;
  if (left == 0) delete this;
  return left;
}

HRESULT WINAPI Enumerator::Next(ULONG count, VARIANT *values, ULONG *fetched) {
  ULONG taken = 0;
  for (; taken < count && at_ < items_.size(); ++taken, ++at_) {
    VariantInit(&values[taken]);
    values[taken].vt = VT_DISPATCH;
    values[taken].pdispVal = items_[at_].share();
  }
  if (fetched != nullptr) *fetched = taken;
  return taken == count ? S_OK : S_FALSE;
}

HRESULT WINAPI Enumerator::Skip(ULONG count) {
  at_ += count;
  return at_ <= items_.size() ? S_OK : S_FALSE;
}

HRESULT WINAPI Enumerator::Reset() {
  at_ = 0;
  return S_OK;
}

HRESULT WINAPI Enumerator::Clone(IEnumVARIANT **copy) {
  *copy = new Enumerator(items_, at_);
  return S_OK;
}
