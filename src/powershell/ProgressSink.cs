// C# 5, as Windows PowerShell 5.1 compiles it.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace GroupPolicyAsCode
{
    /// <summary>IGPMAsyncProgress (gpmgmt.h): slot 7, dispid 1. There is no class for it: whoever wants progress makes one.</summary>
    [ComVisible(true)]
    [Guid("6AAC29F8-5948-4324-BF70-423818942DBC")]
    [InterfaceType(ComInterfaceType.InterfaceIsDual)]
    public interface IGPMAsyncProgress
    {
        [DispId(1)]
        void Status(
            int numerator,
            int denominator,
            int status,
            [In] ref object result,
            [In, MarshalAs(UnmanagedType.IUnknown)] object messages);
    }

    /// <summary>One Status call: its numbers and texts. COM objects other than the result are not kept beyond the call.</summary>
    public sealed class StatusReport
    {
        public int Numerator;
        public int Denominator;
        public int HResult;
        /// <summary>What the operation made; given in the last call only, and not by every server.</summary>
        public object Result;
        public List<Dictionary<string, object>> Messages;
    }

    /// <summary>
    /// Given to an operation of GPMC, which calls it from a thread of its own (measured with a stand-in). It only puts what it
    /// was told into the request's inbox: it never blocks and never throws, also after the operation has ended.
    /// </summary>
    [ComVisible(true)]
    [ClassInterface(ClassInterfaceType.None)]
    public sealed class ProgressSink : IGPMAsyncProgress
    {
        private readonly Request request;
        private readonly Func<object, List<Dictionary<string, object>>> readMessages;
        private volatile bool closed;

        public ProgressSink(Request request)
        {
            this.request = request;
            readMessages = StatusMessages.Read;
        }

        /// <summary>What is told from now on is ignored.</summary>
        public void Close()
        {
            closed = true;
        }

        public void Status(int numerator, int denominator, int status, ref object result, object messages)
        {
            if (closed) return;
            try
            {
                StatusReport report = new StatusReport();
                report.Numerator = numerator;
                report.Denominator = denominator;
                report.HResult = status;
                report.Result = result;
                report.Messages = readMessages(messages);
                request.Deliver(report);
            }
            catch (Exception problem)
            {
                Session.Log("warn", "A Status call could not be read: " + problem.Message);
            }
        }
    }
}
