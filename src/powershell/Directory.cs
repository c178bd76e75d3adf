// C# 5, as Windows PowerShell 5.1 compiles it; references System.DirectoryServices.
using System;
using System.Collections.Generic;
using System.DirectoryServices;
using System.Security.AccessControl;
using System.Security.Principal;
using System.Text;

namespace GroupPolicyAsCode
{
    /// <summary>
    /// What GPMC's object model does not offer, read and written in Active Directory itself, always at the controller that is
    /// pinned. Kerberos signs and seals the traffic.
    /// </summary>
    public static class Directory
    {
        private const AuthenticationTypes Sealed =
            AuthenticationTypes.Secure | AuthenticationTypes.Signing | AuthenticationTypes.Sealing;

        /// <summary>The names, SID and GUID of the controller's domain.</summary>
        public static Dictionary<string, object> ReadDomain(string controller)
        {
            using (DirectoryEntry root = Open(controller, "RootDSE"))
            {
                string name = (string)root.Properties["defaultNamingContext"].Value;
                string configuration = (string)root.Properties["configurationNamingContext"].Value;
                using (DirectoryEntry domain = Open(controller, name))
                {
                    SecurityIdentifier sid = new SecurityIdentifier((byte[])domain.Properties["objectSid"].Value, 0);
                    return Request.Fields(
                        "distinguishedName", name,
                        "configuration", configuration,
                        "sid", sid.Value,
                        "guid", domain.Guid.ToString("B").ToUpperInvariant(),
                        "netbiosName", NetbiosName(controller, configuration, name));
                }
            }
        }

        /// <summary>AD's own attributes of the GPOs of a domain, of all or of the one with the GUID.</summary>
        public static List<Dictionary<string, object>> ReadGpos(string controller, string domain, string guid)
        {
            string one = guid == null ? "" : "(cn=" + Escape(guid) + ")";
            string[] names = { "cn", "gPCFileSysPath", "gPCMachineExtensionNames", "gPCUserExtensionNames", "nTSecurityDescriptor" };
            List<Dictionary<string, object>> found = new List<Dictionary<string, object>>();
            string policies = "CN=Policies,CN=System," + domain;
            Search(controller, policies, "(&(objectClass=groupPolicyContainer)" + one + ")", names, delegate(SearchResult result)
            {
                RawSecurityDescriptor security = new RawSecurityDescriptor((byte[])result.Properties["nTSecurityDescriptor"][0], 0);
                found.Add(Request.Fields(
                    "id", Text(result, "cn").ToUpperInvariant(),
                    "fileSysPath", Text(result, "gPCFileSysPath"),
                    "computerExtensions", Text(result, "gPCMachineExtensionNames"),
                    "userExtensions", Text(result, "gPCUserExtensionNames"),
                    "sddl", security.GetSddlForm(AccessControlSections.Owner | AccessControlSections.Group | AccessControlSections.Access),
                    "owner", AccountName(security.Owner)));
            });
            return found;
        }

        /// <summary>One attribute of an object as text; empty where it has none.</summary>
        public static string ReadText(string controller, string path, string attribute)
        {
            using (DirectoryEntry entry = Open(controller, path))
                return Convert.ToString(entry.Properties[attribute].Value) ?? "";
        }

        /// <summary>Writes one attribute of an object; an empty text removes it.</summary>
        public static void WriteText(string controller, string path, string attribute, string value)
        {
            using (DirectoryEntry entry = Open(controller, path))
            {
                if (value.Length == 0) entry.Properties[attribute].Clear();
                else entry.Properties[attribute].Value = value;
                entry.CommitChanges();
            }
        }

        /// <summary>Replaces owner and DACL of an object by those of an SDDL text.</summary>
        public static void WriteSecurity(string controller, string path, string sddl)
        {
            using (DirectoryEntry entry = Open(controller, path))
            {
                entry.Options.SecurityMasks = SecurityMasks.Owner | SecurityMasks.Dacl;
                entry.ObjectSecurity.SetSecurityDescriptorSddlForm(sddl, AccessControlSections.Owner | AccessControlSections.Access);
                entry.CommitChanges();
            }
        }

        /// <summary>The principals that texts name: SID, DOMAIN\name, name@dns.domain or name. What is unknown is left out.</summary>
        public static List<Dictionary<string, object>> FindPrincipals(string controller, string domain, IEnumerable<object> texts)
        {
            List<Dictionary<string, object>> found = new List<Dictionary<string, object>>();
            foreach (object text in texts)
            {
                SecurityIdentifier sid = Sid((string)text);
                if (sid != null) found.Add(Request.Fields("text", text, "sid", sid.Value, "name", AccountName(sid), "sidNameUse", NameUse(controller, domain, sid)));
            }
            return found;
        }

        private static SecurityIdentifier Sid(string text)
        {
            try
            {
                if (text.StartsWith("S-1-", StringComparison.OrdinalIgnoreCase)) return new SecurityIdentifier(text);
                return (SecurityIdentifier)new NTAccount(text).Translate(typeof(SecurityIdentifier));
            }
            catch (ArgumentException)
            {
                return null;
            }
            catch (IdentityNotMappedException)
            {
                return null;
            }
        }

        /// <summary>SID_NAME_USE (winnt.h) from the object's class: 1 user, 2 group, 9 computer; 5 well-known where AD has no such object.</summary>
        private static int NameUse(string controller, string domain, SecurityIdentifier sid)
        {
            int use = 5;
            Search(controller, domain, "(objectSid=" + sid.Value + ")", new[] { "objectClass" }, delegate(SearchResult result)
            {
                System.Collections.ICollection classes = result.Properties["objectClass"];
                foreach (object name in classes)
                {
                    if ("computer".Equals(name)) use = 9;
                    else if ("group".Equals(name)) use = 2;
                    else if ("user".Equals(name) && use != 9) use = 1;
                }
            });
            return use;
        }

        private static string AccountName(SecurityIdentifier sid)
        {
            if (sid == null) return "";
            try
            {
                return sid.Translate(typeof(NTAccount)).Value;
            }
            catch (SystemException)
            {
                return sid.Value;
            }
        }

        private static string NetbiosName(string controller, string configuration, string domain)
        {
            string name = "";
            string filter = "(&(objectClass=crossRef)(nCName=" + Escape(domain) + "))";
            Search(controller, "CN=Partitions," + configuration, filter, new[] { "nETBIOSName" }, delegate(SearchResult result)
            {
                name = Text(result, "nETBIOSName");
            });
            return name;
        }

        private static void Search(string controller, string path, string filter, string[] names, Action<SearchResult> take)
        {
            using (DirectoryEntry place = Open(controller, path))
            using (DirectorySearcher searcher = new DirectorySearcher(place, filter, names))
            {
                searcher.PageSize = 500;
                searcher.SecurityMasks = SecurityMasks.Owner | SecurityMasks.Group | SecurityMasks.Dacl;
                using (SearchResultCollection results = searcher.FindAll())
                    foreach (SearchResult result in results) take(result);
            }
        }

        private static DirectoryEntry Open(string controller, string path)
        {
            // A slash separates parts of an ADSI path; in a name it is escaped.
            string name = path == "RootDSE" ? path : path.Replace("/", "\\/");
            return new DirectoryEntry("LDAP://" + controller + "/" + name, null, null, Sealed);
        }

        private static string Text(SearchResult result, string attribute)
        {
            return result.Properties[attribute].Count == 0 ? "" : Convert.ToString(result.Properties[attribute][0]);
        }

        /// <summary>RFC 4515, section 3.</summary>
        private static string Escape(string value)
        {
            StringBuilder text = new StringBuilder();
            foreach (char letter in value)
                if ("*()\\\0".IndexOf(letter) < 0) text.Append(letter);
                else text.Append('\\').Append(((int)letter).ToString("x2"));
            return text.ToString();
        }
    }
}
