// C# 5, as Windows PowerShell 5.1 compiles it.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;

namespace GroupPolicyAsCode
{
    /// <summary>One request: what was asked, and the only way to answer it. It is answered once; later answers are ignored.</summary>
    public sealed class Request
    {
        /// <summary>What Wait returns when the client has cancelled the request.</summary>
        public static readonly object CancelArrived = new object();

        private readonly BlockingCollection<object> inbox = new BlockingCollection<object>();
        private int answered;
        private volatile bool cancelled;

        public readonly object Id;
        public readonly string Method;
        public readonly IDictionary<string, object> Params;

        internal Request(object id, string method, IDictionary<string, object> parameters)
        {
            Id = id;
            Method = method;
            Params = parameters;
        }

        public bool IsCancelled
        {
            get { return cancelled; }
        }

        /// <summary>The next Status call or CancelArrived; null when none came within the milliseconds.</summary>
        public object Wait(int milliseconds)
        {
            object item;
            return inbox.TryTake(out item, milliseconds) ? item : null;
        }

        internal void Deliver(StatusReport report)
        {
            inbox.Add(report);
        }

        internal void Cancel()
        {
            if (cancelled) return;
            cancelled = true;
            inbox.Add(CancelArrived);
        }

        /// <summary>Tells the client something of the running request.</summary>
        public void Progress(object value)
        {
            if (answered == 0) Session.Notify("$/progress", Fields("id", Id, "value", value));
        }

        public void Succeed(object result)
        {
            Answer("result", result);
        }

        /// <summary>Fails with FailureData of the protocol.</summary>
        public void Fail(string message, object data)
        {
            Answer("error", Fields("code", -32000, "message", message, "data", data));
        }

        /// <summary>Fails with one of JSON-RPC's own codes.</summary>
        public void Refuse(int code, string message)
        {
            Answer("error", Fields("code", code, "message", message));
        }

        private void Answer(string kind, object value)
        {
            if (Interlocked.Exchange(ref answered, 1) != 0) return;
            Session.Forget(this);
            Session.Send(Fields("jsonrpc", "2.0", "id", Id, kind, value));
        }

        internal static Dictionary<string, object> Fields(params object[] pairs)
        {
            Dictionary<string, object> fields = new Dictionary<string, object>();
            for (int index = 0; index < pairs.Length; index += 2) fields[(string)pairs[index]] = pairs[index + 1];
            return fields;
        }
    }
}
