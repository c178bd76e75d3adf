// C# 5, as Windows PowerShell 5.1 compiles it.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;

namespace GroupPolicyAsCode
{
    /// <summary>
    /// The session's two ends: a thread that reads requests from standard input, and one lock before standard output. Requests
    /// wait in a queue for each domain, as each has a thread of its own; those of no domain wait in the session's own.
    /// </summary>
    public static class Session
    {
        /// <summary>How long work may go on after standard input has ended.</summary>
        private const int GraceMilliseconds = 4000;

        private static readonly object output = new object();
        private static readonly ConcurrentDictionary<object, Request> running = new ConcurrentDictionary<object, Request>();
        private static readonly Dictionary<string, BlockingCollection<Request>> domains =
            new Dictionary<string, BlockingCollection<Request>>(StringComparer.OrdinalIgnoreCase);
        private static readonly BlockingCollection<Request> own = new BlockingCollection<Request>();
        private static TextWriter writer;

        /// <summary>Takes standard input and output over.</summary>
        public static void Start()
        {
            writer = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 65536);
            Console.CancelKeyPress += IgnoreInterrupt;
            Thread reader = new Thread(ReadAll);
            reader.IsBackground = true;
            reader.Start(Console.In);
        }

        /// <summary>The next request of no domain, or that opens one; null when there will be no more.</summary>
        public static Request TakeOwn()
        {
            return Take(own);
        }

        /// <summary>The next request of a domain; null when there will be no more.</summary>
        public static Request TakeOf(string domain)
        {
            BlockingCollection<Request> queue;
            lock (domains) domains.TryGetValue(domain, out queue);
            return queue == null ? null : Take(queue);
        }

        /// <summary>Makes the queue of a domain that opens, with its first request; false when it has one already.</summary>
        public static bool AddDomain(string domain, Request first)
        {
            lock (domains)
            {
                BlockingCollection<Request> queue;
                bool isNew = !domains.TryGetValue(domain, out queue);
                if (isNew) domains[domain] = queue = new BlockingCollection<Request>();
                queue.Add(first);
                return isNew;
            }
        }

        /// <summary>Ends the queue of a domain; what still waits in it is refused.</summary>
        public static void RemoveDomain(string domain)
        {
            BlockingCollection<Request> queue;
            lock (domains)
            {
                if (!domains.TryGetValue(domain, out queue)) return;
                domains.Remove(domain);
                queue.CompleteAdding();
            }
            Request waiting;
            while (queue.TryTake(out waiting)) RefuseUnopened(waiting);
        }

        public static void Notify(string method, object parameters)
        {
            Send(Request.Fields("jsonrpc", "2.0", "method", method, "params", parameters));
        }

        /// <summary>Puts a line into the client's log: level is info, warn or error.</summary>
        public static void Log(string level, string text)
        {
            Notify("session/log", Request.Fields("level", level, "text", text));
        }

        internal static void Send(object message)
        {
            string line = Json.Write(message);
            lock (output)
            {
                try
                {
                    writer.Write(line + "\n");
                    writer.Flush();
                }
                catch (IOException)
                {
                    // The client is gone; the end of standard input ends the session.
                }
            }
        }

        internal static void Forget(Request request)
        {
            Request ignored;
            if (request.Id != null) running.TryRemove(request.Id, out ignored);
        }

        private static Request Take(BlockingCollection<Request> queue)
        {
            try
            {
                return queue.Take();
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }

        private static void ReadAll(object input)
        {
            try
            {
                string line;
                while ((line = ((TextReader)input).ReadLine()) != null)
                    if (line.Trim().Length > 0) Receive(line);
            }
            catch (IOException problem)
            {
                Log("warn", "Standard input broke: " + problem.Message);
            }
            finally
            {
                End();
            }
        }

        private static void Receive(string line)
        {
            IDictionary<string, object> message = null;
            try
            {
                message = Json.Read(line) as IDictionary<string, object>;
            }
            catch (FormatException)
            {
                // said below, as for a value that is no object
            }
            if (message == null)
            {
                Log("warn", "A line on standard input is no JSON object.");
                return;
            }
            object id;
            object method;
            object parameters;
            message.TryGetValue("id", out id);
            message.TryGetValue("method", out method);
            message.TryGetValue("params", out parameters);
            Dispatch(id, method as string, parameters as IDictionary<string, object> ?? new Dictionary<string, object>());
        }

        private static void Dispatch(object id, string method, IDictionary<string, object> parameters)
        {
            if (method == "$/cancelRequest") CancelOne(parameters);
            if (id == null) return;
            Request request = new Request(id, method ?? "", parameters);
            running[id] = request;
            object domain;
            if (method == "domain/open" || !parameters.TryGetValue("domain", out domain)) own.Add(request);
            else Enqueue(domain as string ?? "", request);
        }

        private static void Enqueue(string domain, Request request)
        {
            lock (domains)
            {
                BlockingCollection<Request> queue;
                if (domains.TryGetValue(domain, out queue))
                {
                    queue.Add(request);
                    return;
                }
            }
            RefuseUnopened(request);
        }

        private static void RefuseUnopened(Request request)
        {
            request.Fail(
                "The domain is not open.",
                Request.Fields("kind", "not-open", "hresult", 0, "messages", new object[0], "call", request.Method));
        }

        private static void CancelOne(IDictionary<string, object> parameters)
        {
            object id;
            Request request;
            if (parameters.TryGetValue("id", out id) && id != null && running.TryGetValue(id, out request)) request.Cancel();
        }

        /// <summary>Nobody listens any more: what runs is cancelled, and the process ends at the latest after the grace.</summary>
        private static void End()
        {
            Thread timer = new Thread(ExitAfterGrace);
            timer.IsBackground = true;
            timer.Start();
            foreach (Request request in running.Values) request.Cancel();
            own.CompleteAdding();
            lock (domains)
                foreach (BlockingCollection<Request> queue in domains.Values) queue.CompleteAdding();
        }

        private static void ExitAfterGrace()
        {
            Thread.Sleep(GraceMilliseconds);
            Environment.Exit(1);
        }

        /// <summary>Ctrl+C in a shared terminal is the client's to hear: it asks for Cancel.</summary>
        private static void IgnoreInterrupt(object sender, ConsoleCancelEventArgs interrupt)
        {
            interrupt.Cancel = true;
        }
    }
}
