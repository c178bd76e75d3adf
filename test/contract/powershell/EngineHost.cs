#nullable enable
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace GroupPolicyAsCode.EngineHost;

/// <summary>
/// Stands for `powershell.exe -NoExit -Command -` with the engine of PowerShell: runs what comes on standard input line by
/// line in one runspace, and prints what it puts out. Arguments that it does not know are PowerShell's own, and ignored.
/// `-LanguageMode MODE` starts in that mode; `-Sta` makes the pipeline's thread single-threaded.
/// </summary>
internal static class EngineHost
{
    private static int Main(string[] arguments)
    {
        int exitCode = 0;
        var thread = new Thread(() => exitCode = Run(arguments), 16 * 1024 * 1024);
        thread.SetApartmentState(Has(arguments, "-Sta") ? ApartmentState.STA : ApartmentState.MTA);
        thread.Start();
        thread.Join();
        return exitCode;
    }

    private static int Run(string[] arguments)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = PSThreadOptions.UseCurrentThread;
        state.ApartmentState = Thread.CurrentThread.GetApartmentState();
        state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        // for the runspaces that the script opens, as powershell.exe passes its own policy on
        Environment.SetEnvironmentVariable("PSExecutionPolicyPreference", "Bypass");
        var host = new HostWithExit();
        using var runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        if (Value(arguments, "-LanguageMode") is { } mode)
            runspace.SessionStateProxy.LanguageMode = Enum.Parse<PSLanguageMode>(mode);
        while (host.ExitCode is null && Console.In.ReadLine() is { } line) Invoke(runspace, line);
        return host.ExitCode ?? 0;
    }

    private static void Invoke(Runspace runspace, string line)
    {
        using var shell = PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddScript(line);
        shell.Streams.Error.DataAdded += (_, added) => Console.Error.WriteLine(Describe(shell.Streams.Error[added.Index]));
        var output = new PSDataCollection<PSObject>();
        output.DataAdded += (_, added) => Console.Out.WriteLine(output[added.Index]?.ToString());
        try
        {
            shell.Invoke(null, output, null);
        }
        catch (RuntimeException thrown)
        {
            Console.Error.WriteLine(Describe(thrown.ErrorRecord));
        }
    }

    private static string Describe(ErrorRecord record) =>
        $"{record.Exception.Message}{Environment.NewLine}{record.InvocationInfo?.PositionMessage}";

    private static bool Has(string[] arguments, string name) =>
        arguments.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string? Value(string[] arguments, string name)
    {
        int at = Array.FindIndex(arguments, argument => argument.Equals(name, StringComparison.OrdinalIgnoreCase));
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
