// C# 5, as Windows PowerShell 5.1 compiles it. Neither .NET Framework nor the engine's package has a JSON library that both have.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace GroupPolicyAsCode
{
    /// <summary>JSON texts to dictionaries, lists, strings, numbers, booleans and null, and back; what is written is ASCII in one line.</summary>
    public static class Json
    {
        /// <summary>Reads one value; throws FormatException with the place where the text is no JSON.</summary>
        public static object Read(string text)
        {
            return new JsonReader(text).ReadWhole();
        }

        /// <summary>Writes dictionaries, sequences, strings, numbers, booleans and null.</summary>
        public static string Write(object value)
        {
            StringBuilder text = new StringBuilder();
            Append(text, value);
            return text.ToString();
        }

        private static void Append(StringBuilder text, object wrapped)
        {
            object value = Unwrap(wrapped);
            string word = value as string;
            IDictionary fields = value as IDictionary;
            IEnumerable items = value as IEnumerable;
            if (value == null) text.Append("null");
            else if (word != null) AppendText(text, word);
            else if (value is bool) text.Append((bool)value ? "true" : "false");
            else if (fields != null) AppendFields(text, fields);
            else if (items != null) AppendItems(text, items);
            else if (value is char || value is Guid || value is Enum) AppendText(text, value.ToString());
            else text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        private static void AppendFields(StringBuilder text, IDictionary fields)
        {
            text.Append('{');
            string separator = "";
            foreach (DictionaryEntry field in fields)
            {
                text.Append(separator);
                AppendText(text, Convert.ToString(field.Key, CultureInfo.InvariantCulture));
                text.Append(':');
                Append(text, field.Value);
                separator = ",";
            }
            text.Append('}');
        }

        private static void AppendItems(StringBuilder text, IEnumerable items)
        {
            text.Append('[');
            string separator = "";
            foreach (object item in items)
            {
                text.Append(separator);
                Append(text, item);
                separator = ",";
            }
            text.Append(']');
        }

        private static void AppendText(StringBuilder text, string word)
        {
            text.Append('"');
            foreach (char letter in word)
            {
                if (letter == '"' || letter == '\\') text.Append('\\').Append(letter);
                else if (letter >= ' ' && letter < (char)127) text.Append(letter);
                else text.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
            }
            text.Append('"');
        }

        /// <summary>PowerShell wraps what comes out of a pipeline; the class is not referenced here, as its assembly differs by edition.</summary>
        private static object Unwrap(object value)
        {
            if (value == null || value.GetType().FullName != "System.Management.Automation.PSObject") return value;
            return value.GetType().GetProperty("BaseObject").GetValue(value, null);
        }
    }

    internal sealed class JsonReader
    {
        private const int DeepestNesting = 64;
        private readonly string text;
        private int place;
        private int depth;

        internal JsonReader(string text)
        {
            this.text = text;
        }

        internal object ReadWhole()
        {
            object value = ReadValue();
            SkipBlanks();
            if (place < text.Length) throw Wrong();
            return value;
        }

        private object ReadValue()
        {
            SkipBlanks();
            if (place >= text.Length) throw Wrong();
            char letter = text[place];
            if (letter == '"') return ReadText();
            if (letter == '{') return Nested(ReadFields);
            if (letter == '[') return Nested(ReadItems);
            if (letter == 't') return ReadWord("true", true);
            if (letter == 'f') return ReadWord("false", false);
            if (letter == 'n') return ReadWord("null", null);
            return ReadNumber();
        }

        private object Nested(Func<object> read)
        {
            depth++;
            if (depth > DeepestNesting) throw Wrong();
            object value = read();
            depth--;
            return value;
        }

        private object ReadFields()
        {
            Dictionary<string, object> fields = new Dictionary<string, object>();
            place++;
            if (Takes('}')) return fields;
            do
            {
                SkipBlanks();
                string name = ReadText();
                if (!Takes(':')) throw Wrong();
                fields[name] = ReadValue();
            } while (Takes(','));
            if (!Takes('}')) throw Wrong();
            return fields;
        }

        private object ReadItems()
        {
            List<object> items = new List<object>();
            place++;
            if (Takes(']')) return items.ToArray();
            do items.Add(ReadValue()); while (Takes(','));
            if (!Takes(']')) throw Wrong();
            return items.ToArray();
        }

        private string ReadText()
        {
            if (place >= text.Length || text[place] != '"') throw Wrong();
            StringBuilder word = new StringBuilder();
            for (place++; place < text.Length; place++)
            {
                char letter = text[place];
                if (letter == '"')
                {
                    place++;
                    return word.ToString();
                }
                word.Append(letter == '\\' ? ReadEscape() : letter);
            }
            throw Wrong();
        }

        private char ReadEscape()
        {
            place++;
            if (place >= text.Length) throw Wrong();
            const string escapes = "\"\\/bfnrt";
            const string letters = "\"\\/\b\f\n\r\t";
            int index = escapes.IndexOf(text[place]);
            if (index >= 0) return letters[index];
            ushort code;
            if (text[place] != 'u' || place + 4 >= text.Length) throw Wrong();
            string digits = text.Substring(place + 1, 4);
            if (!ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code)) throw Wrong();
            place += 4;
            return (char)code;
        }

        private object ReadNumber()
        {
            int start = place;
            while (place < text.Length && "+-.0123456789Ee".IndexOf(text[place]) >= 0) place++;
            string digits = text.Substring(start, place - start);
            int whole;
            double number;
            if (int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out whole)) return whole;
            if (double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out number)) return number;
            place = start;
            throw Wrong();
        }

        private object ReadWord(string word, object value)
        {
            if (string.CompareOrdinal(text, place, word, 0, word.Length) != 0) throw Wrong();
            place += word.Length;
            return value;
        }

        private bool Takes(char letter)
        {
            SkipBlanks();
            if (place >= text.Length || text[place] != letter) return false;
            place++;
            return true;
        }

        private void SkipBlanks()
        {
            while (place < text.Length && " \t\r\n".IndexOf(text[place]) >= 0) place++;
        }

        private FormatException Wrong()
        {
            return new FormatException("No JSON at character " + place.ToString(CultureInfo.InvariantCulture) + ".");
        }
    }
}
