using System.Text.Json;
using System.Text.Json.Nodes;

namespace GroupPolicyAsCode;

/// <summary>
/// Stands for src/powershell/Directory.cs, whose ADSI Wine lacks: the same calls on the snapshot folders that the test server
/// serves. GPMC_TEST_DOMAINS names them: `contoso.com=Z:\path;…`. A controller is named after its domain: `dc1.contoso.com`.
/// </summary>
public static class Directory
{
    public static Dictionary<string, object> ReadDomain(string controller)
    {
        JsonNode domain = Read(Path.Combine(Folder(controller), "snapshot.json"));
        string name = DistinguishedName(Text(domain, "dnsName"));
        return Request.Fields(
            "distinguishedName", name,
            "configuration", "CN=Configuration," + name,
            "sid", Text(domain, "sid"),
            "guid", Text(domain, "guid"),
            "netbiosName", Text(domain, "netbiosName"));
    }

    public static List<Dictionary<string, object>> ReadGpos(string controller, string domain, string guid)
    {
        string folder = Path.Combine(Folder(controller), "ad", "gpos");
        return System.IO.Directory.GetFiles(folder, (guid ?? "*") + ".json").Select(ReadGpo).ToList();
    }

    private static Dictionary<string, object> ReadGpo(string file)
    {
        JsonNode gpo = Read(file);
        string sddl = Text(gpo, "nTSecurityDescriptor");
        string id = Path.GetFileNameWithoutExtension(file).ToUpperInvariant();
        return Request.Fields(
            "id", id,
            "fileSysPath", Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file), "..", "..", "sysvol", "Policies", id)),
            "computerExtensions", Text(gpo, "gPCMachineExtensionNames"),
            "userExtensions", Text(gpo, "gPCUserExtensionNames"),
            "sddl", sddl,
            "owner", sddl.Split("O:")[^1].Split("G:")[0]);
    }

    public static string ReadText(string controller, string path, string attribute)
    {
        return Text(Read(FileOf(controller, path)), attribute);
    }

    public static void WriteText(string controller, string path, string attribute, string value)
    {
        string file = FileOf(controller, path);
        JsonNode node = Read(file);
        node[attribute] = value;
        Write(file, node);
    }

    public static void WriteSecurity(string controller, string path, string sddl)
    {
        WriteText(controller, path, "nTSecurityDescriptor", sddl);
    }

    public static List<Dictionary<string, object>> FindPrincipals(string controller, string domain, IEnumerable<object> texts)
    {
        JsonArray known = Read(Path.Combine(Folder(controller), "ad", "principals.json"))["principals"].AsArray();
        List<Dictionary<string, object>> found = new();
        foreach (string text in texts.Cast<string>())
            foreach (JsonNode principal in known)
                if (Forms(principal).Contains(text, StringComparer.OrdinalIgnoreCase)) found.Add(Describe(text, principal));
        return found;
    }

    private static Dictionary<string, object> Describe(string text, JsonNode principal)
    {
        string type = Text(principal, "type");
        int use = type == "User" ? 1 : type == "Computer" ? 9 : type == "Unknown" ? 8 : 2;
        return Request.Fields("text", text, "sid", Text(principal, "sid"), "name", FullName(principal), "sidNameUse", use);
    }

    private static string[] Forms(JsonNode principal) =>
    [
        Text(principal, "sid"), FullName(principal), Text(principal, "samAccountName"), Text(principal, "upn"),
        Text(principal, "samAccountName") + "@" + Text(principal, "dnsDomainName"),
    ];

    private static string FullName(JsonNode principal)
    {
        string domain = Text(principal, "netbiosDomainName");
        return domain.Length == 0 ? Text(principal, "samAccountName") : domain + "\\" + Text(principal, "samAccountName");
    }

    private static string FileOf(string controller, string path)
    {
        string folder = Folder(controller);
        if (path.StartsWith("CN={", StringComparison.OrdinalIgnoreCase))
            return Path.Combine(folder, "ad", "gpos", path.Substring(3, 38) + ".json");
        return System.IO.Directory.GetFiles(Path.Combine(folder, "ad", "soms"), "*.json")
            .First(file => Text(Read(file), "distinguishedName").Equals(path, StringComparison.OrdinalIgnoreCase));
    }

    private static string Folder(string controller)
    {
        string domain = controller[(controller.IndexOf('.') + 1)..];
        return Environment.GetEnvironmentVariable("GPMC_TEST_DOMAINS").Split(';')
            .Select(pair => pair.Split('=', 2))
            .First(pair => pair[0].Equals(domain, StringComparison.OrdinalIgnoreCase))[1];
    }

    private static string DistinguishedName(string dnsName) => "DC=" + dnsName.Replace(".", ",DC=");

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(file));

    private static string Text(JsonNode node, string name) => (string)node[name] ?? "";

    private static void Write(string file, JsonNode node)
    {
        JsonSerializerOptions options = new()
        {
            WriteIndented = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        File.WriteAllText(file, node.ToJsonString(options).Replace("\r\n", "\n") + "\n");
    }
}
