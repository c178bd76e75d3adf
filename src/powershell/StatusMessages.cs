// C# 5, as Windows PowerShell 5.1 compiles it.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.InteropServices;

namespace GroupPolicyAsCode
{
    /// <summary>
    /// IGPMStatusMessage (gpmgmt.h). ErrorCode and OperationCode return their value as the call's HRESULT, so they are taken
    /// as such (PreserveSig); through IDispatch they would throw for each warning.
    /// </summary>
    [ComImport]
    [Guid("8496C22F-F3DE-4A1F-8F58-603CAAA93D7B")]
    [InterfaceType(ComInterfaceType.InterfaceIsDual)]
    internal interface IGPMStatusMessage
    {
        string ObjectPath { [return: MarshalAs(UnmanagedType.BStr)] get; }

        [PreserveSig]
        int ErrorCode();

        string ExtensionName { [return: MarshalAs(UnmanagedType.BStr)] get; }
        string SettingsName { [return: MarshalAs(UnmanagedType.BStr)] get; }

        [PreserveSig]
        int OperationCode();

        string Message { [return: MarshalAs(UnmanagedType.BStr)] get; }
    }

    /// <summary>IGPMStatusMsgCollection (gpmgmt.h): counted from 1, as Microsoft's samples do.</summary>
    [ComImport]
    [Guid("9B6E1AF0-1A92-40F3-A59D-F36AC1F728B7")]
    [InterfaceType(ComInterfaceType.InterfaceIsDual)]
    internal interface IGPMStatusMsgCollection
    {
        int Count { get; }

        [return: MarshalAs(UnmanagedType.Struct)]
        object Item(int index);
    }

    /// <summary>Reads a collection of status messages where it was handed over: it may belong to another apartment later.</summary>
    public static class StatusMessages
    {
        /// <summary>The messages' texts and codes; none for null or for what is no such collection.</summary>
        public static List<Dictionary<string, object>> Read(object collection)
        {
            List<Dictionary<string, object>> messages = new List<Dictionary<string, object>>();
            IGPMStatusMsgCollection found = collection as IGPMStatusMsgCollection;
            if (found == null) return messages;
            for (int index = 1; index <= found.Count; index++)
            {
                object item = found.Item(index);
                IGPMStatusMessage message = item as IGPMStatusMessage;
                if (message != null) messages.Add(Fields(message));
                ComObjects.Release(item);
            }
            ComObjects.Release(collection);
            return messages;
        }

        private static Dictionary<string, object> Fields(IGPMStatusMessage message)
        {
            Dictionary<string, object> fields = new Dictionary<string, object>();
            fields["objectPath"] = message.ObjectPath ?? "";
            fields["errorCode"] = message.ErrorCode();
            fields["operationCode"] = message.OperationCode();
            fields["extensionName"] = message.ExtensionName ?? "";
            fields["settingsName"] = message.SettingsName ?? "";
            fields["text"] = message.Message ?? "";
            return fields;
        }
    }

    /// <summary>Lets go of COM objects: those of GPMC hold connections to a domain controller.</summary>
    public static class ComObjects
    {
        /// <summary>Releases one reference of a COM object; anything else is left alone.</summary>
        public static void Release(object value)
        {
            if (value != null && Marshal.IsComObject(value)) Marshal.ReleaseComObject(value);
        }
    }
}
