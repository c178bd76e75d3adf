// What mingw-w64's gpmgmt.h lacks: the second and third versions of GPM, GPMDomain and GPMGPO (gpmgmt.idl, Windows SDK).
#pragma once
#include <windows.h>
#include <gpmgmt.h>

struct IGPMStarterGPOBackup;
struct IGPMBackupDirEx;

struct IGPMStarterGPO : public IDispatch {
  virtual HRESULT WINAPI get_DisplayName(BSTR *value) = 0;
  virtual HRESULT WINAPI put_DisplayName(BSTR value) = 0;
  virtual HRESULT WINAPI get_Description(BSTR *value) = 0;
  virtual HRESULT WINAPI put_Description(BSTR value) = 0;
  virtual HRESULT WINAPI get_Author(BSTR *value) = 0;
  virtual HRESULT WINAPI get_Product(BSTR *value) = 0;
  virtual HRESULT WINAPI get_CreationTime(DATE *value) = 0;
  virtual HRESULT WINAPI get_ID(BSTR *value) = 0;
  virtual HRESULT WINAPI get_ModifiedTime(DATE *value) = 0;
  virtual HRESULT WINAPI get_Type(int *value) = 0;
  virtual HRESULT WINAPI get_ComputerVersion(USHORT *value) = 0;
  virtual HRESULT WINAPI get_UserVersion(USHORT *value) = 0;
  virtual HRESULT WINAPI get_StarterGPOVersion(BSTR *value) = 0;
  virtual HRESULT WINAPI Delete() = 0;
  virtual HRESULT WINAPI Save(BSTR file, VARIANT_BOOL overwrite, VARIANT_BOOL asSystem, VARIANT *language, VARIANT *author, VARIANT *product,
                              VARIANT *id, VARIANT *version, VARIANT *progress, VARIANT *cancel, IGPMResult **result) = 0;
  virtual HRESULT WINAPI Backup(BSTR folder, BSTR comment, VARIANT *progress, VARIANT *cancel, IGPMResult **result) = 0;
  virtual HRESULT WINAPI CopyTo(VARIANT *name, VARIANT *progress, VARIANT *cancel, IGPMResult **result) = 0;
  virtual HRESULT WINAPI GenerateReport(GPMReportType type, VARIANT *progress, VARIANT *cancel, IGPMResult **result) = 0;
  virtual HRESULT WINAPI GenerateReportToFile(GPMReportType type, BSTR file, IGPMResult **result) = 0;
  virtual HRESULT WINAPI GetSecurityInfo(IGPMSecurityInfo **value) = 0;
  virtual HRESULT WINAPI SetSecurityInfo(IGPMSecurityInfo *value) = 0;
};

struct IGPMStarterGPOCollection : public IDispatch {
  virtual HRESULT WINAPI get_Count(long *count) = 0;
  virtual HRESULT WINAPI get_Item(long index, VARIANT *value) = 0;
  virtual HRESULT WINAPI get__NewEnum(IEnumVARIANT **enumerator) = 0;
};

struct IGPM2 : public IGPM {
  virtual HRESULT WINAPI GetBackupDirEx(BSTR folder, int type, IGPMBackupDirEx **found) = 0;
  virtual HRESULT WINAPI InitializeReportingEx(BSTR folder, LONG options) = 0;
};

struct IGPMDomain2 : public IGPMDomain {
  virtual HRESULT WINAPI CreateStarterGPO(IGPMStarterGPO **made) = 0;
  virtual HRESULT WINAPI CreateGPOFromStarterGPO(IGPMStarterGPO *starter, IGPMGPO **made) = 0;
  virtual HRESULT WINAPI GetStarterGPO(BSTR id, IGPMStarterGPO **found) = 0;
  virtual HRESULT WINAPI SearchStarterGPOs(IGPMSearchCriteria *criteria, IGPMStarterGPOCollection **found) = 0;
  virtual HRESULT WINAPI LoadStarterGPO(BSTR file, VARIANT_BOOL overwrite, VARIANT *progress, VARIANT *cancel, IGPMResult **result) = 0;
  virtual HRESULT WINAPI RestoreStarterGPO(IGPMStarterGPOBackup *backup, VARIANT *progress, VARIANT *cancel, IGPMResult **result) = 0;
};

struct IGPMDomain3 : public IGPMDomain2 {
  virtual HRESULT WINAPI GenerateReport(GPMReportType type, VARIANT *progress, VARIANT *cancel, IGPMResult **result) = 0;
  virtual HRESULT WINAPI get_InfrastructureDC(BSTR *value) = 0;
  virtual HRESULT WINAPI put_InfrastructureDC(BSTR value) = 0;
  virtual HRESULT WINAPI put_InfrastructureFlags(DWORD flags) = 0;
};

struct IGPMGPO2 : public IGPMGPO {
  virtual HRESULT WINAPI get_Description(BSTR *value) = 0;
  virtual HRESULT WINAPI put_Description(BSTR value) = 0;
};

struct IGPMGPO3 : public IGPMGPO2 {
  virtual HRESULT WINAPI get_InfrastructureDC(BSTR *value) = 0;
  virtual HRESULT WINAPI put_InfrastructureDC(BSTR value) = 0;
  virtual HRESULT WINAPI put_InfrastructureFlags(DWORD flags) = 0;
};
